import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: InstanceNormOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/InstanceNormOptions.md","filePath":"api/functional/interfaces/InstanceNormOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/InstanceNormOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / InstanceNormOptions</p><h1 id="interface-instancenormoptions" tabindex="-1">Interface: InstanceNormOptions <a class="header-anchor" href="#interface-instancenormoptions" aria-label="Permalink to &quot;Interface: InstanceNormOptions&quot;">​</a></h1><p>Options of <code>instanceNorm</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./AffineOptions.html"><code>AffineOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="momentum" tabindex="-1">momentum? <a class="header-anchor" href="#momentum" aria-label="Permalink to &quot;momentum?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentum?</strong>: <code>number</code></p></blockquote><p>The share of the samples in the running moments. Default 0.1.</p><hr><h3 id="runningmean" tabindex="-1">runningMean? <a class="header-anchor" href="#runningmean" aria-label="Permalink to &quot;runningMean?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>runningMean?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Moves towards the mean of the samples&#39; means; (C).</p><hr><h3 id="runningvar" tabindex="-1">runningVar? <a class="header-anchor" href="#runningvar" aria-label="Permalink to &quot;runningVar?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>runningVar?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Moves towards the mean of the samples&#39; variances, the unbiased ones; (C).</p><hr><h3 id="useinputstats" tabindex="-1">useInputStats? <a class="header-anchor" href="#useinputstats" aria-label="Permalink to &quot;useInputStats?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>useInputStats?</strong>: <code>boolean</code></p></blockquote><p>Whether to normalise by the samples&#39; own moments rather than by the running ones. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/InstanceNormOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const InstanceNormOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  InstanceNormOptions as default
};
