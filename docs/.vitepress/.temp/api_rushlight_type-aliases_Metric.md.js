import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Metric<Output>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Metric.md","filePath":"api/rushlight/type-aliases/Metric.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Metric.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Metric</p><h1 id="type-alias-metric-output" tabindex="-1">Type Alias: Metric&lt;Output&gt; <a class="header-anchor" href="#type-alias-metric-output" aria-label="Permalink to &quot;Type Alias: Metric\\&lt;Output\\&gt;&quot;">​</a></h1><blockquote><p><strong>Metric</strong>&lt;<code>Output</code>&gt; = (<code>output</code>, <code>target</code>) =&gt; <code>number</code> | <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>A figure of the model&#39;s result and the target: the mean over the batch&#39;s targets, as a number or a tensor of one element. Where a mean of means is not the whole&#39;s, as of F1, use a metric with a state.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="output-1" tabindex="-1">output <a class="header-anchor" href="#output-1" aria-label="Permalink to &quot;output&quot;">​</a></h3><p><code>Output</code></p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>number</code> | <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Metric.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Metric = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Metric as default
};
