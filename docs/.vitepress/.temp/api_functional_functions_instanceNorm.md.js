import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: instanceNorm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/instanceNorm.md","filePath":"api/functional/functions/instanceNorm.md"}');
const _sfc_main = { name: "api/functional/functions/instanceNorm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / instanceNorm</p><h1 id="function-instancenorm" tabindex="-1">Function: instanceNorm() <a class="header-anchor" href="#function-instancenorm" aria-label="Permalink to &quot;Function: instanceNorm()&quot;">​</a></h1><blockquote><p><strong>instanceNorm</strong>(<code>x</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>(x − mean)/√(variance + eps)·weight + bias, with mean and variance (the biased one) of each channel of each sample, or, where <code>useInputStats</code> is false, the running ones. With its own, the running ones, if given, move towards them in place. Shapes: x (N, C, …), all else (C). <code>F.instance_norm</code> in PyTorch (Ulyanov, Vedaldi and Lempitsky, 2016).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/InstanceNormOptions.html"><code>InstanceNormOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if shapes do not agree, for samples of one value a channel, and without running moments where <code>useInputStats</code> is false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/instanceNorm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const instanceNorm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  instanceNorm as default
};
