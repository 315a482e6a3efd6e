import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MetricState","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/MetricState.md","filePath":"api/rushlight/interfaces/MetricState.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/MetricState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / MetricState</p><h1 id="interface-metricstate" tabindex="-1">Interface: MetricState <a class="header-anchor" href="#interface-metricstate" aria-label="Permalink to &quot;Interface: MetricState&quot;">​</a></h1><p>A metric that adds up counts over batches, so that its value does not depend on how the samples were cut into batches.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="compute" tabindex="-1">compute() <a class="header-anchor" href="#compute" aria-label="Permalink to &quot;compute()&quot;">​</a></h3><blockquote><p><strong>compute</strong>(): <code>number</code></p></blockquote><p>The metric over every batch since the last reset.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>number</code></p><hr><h3 id="reset" tabindex="-1">reset() <a class="header-anchor" href="#reset" aria-label="Permalink to &quot;reset()&quot;">​</a></h3><blockquote><p><strong>reset</strong>(): <code>void</code></p></blockquote><p>Forgets everything seen so far.</p><h4 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>void</code></p><hr><h3 id="update" tabindex="-1">update() <a class="header-anchor" href="#update" aria-label="Permalink to &quot;update()&quot;">​</a></h3><blockquote><p><strong>update</strong>(<code>output</code>, <code>target</code>): <code>void</code></p></blockquote><p>Adds a batch: what the model gave, and the targets.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="output" tabindex="-1">output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;output&quot;">​</a></h5><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h5 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h5><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h4 id="returns-2" tabindex="-1">Returns <a class="header-anchor" href="#returns-2" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/MetricState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MetricState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MetricState as default
};
