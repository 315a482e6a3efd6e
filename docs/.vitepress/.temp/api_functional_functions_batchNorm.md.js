import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: batchNorm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/batchNorm.md","filePath":"api/functional/functions/batchNorm.md"}');
const _sfc_main = { name: "api/functional/functions/batchNorm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / batchNorm</p><h1 id="function-batchnorm" tabindex="-1">Function: batchNorm() <a class="header-anchor" href="#function-batchnorm" aria-label="Permalink to &quot;Function: batchNorm()&quot;">​</a></h1><blockquote><p><strong>batchNorm</strong>(<code>x</code>, <code>runningMean</code>, <code>runningVar</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>(x − mean)/√(variance + eps)·weight + bias by channel (dim 1), over all other dims. While training, mean and variance (the biased one) are the batch&#39;s, and <code>runningMean</code> and <code>runningVar</code> (the unbiased one) move towards them in place; else they are the running ones. Shapes: x (N, C, …), all else (C). <code>F.batch_norm</code> in PyTorch (Ioffe and Szegedy, 2015).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="runningmean" tabindex="-1">runningMean <a class="header-anchor" href="#runningmean" aria-label="Permalink to &quot;runningMean&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p><h3 id="runningvar" tabindex="-1">runningVar <a class="header-anchor" href="#runningvar" aria-label="Permalink to &quot;runningVar&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/BatchNormOptions.html"><code>BatchNormOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if shapes do not agree, for a training batch of one value a channel, and without running moments outside training.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/batchNorm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const batchNorm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  batchNorm as default
};
