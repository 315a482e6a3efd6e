import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: groupNorm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/groupNorm.md","filePath":"api/functional/functions/groupNorm.md"}');
const _sfc_main = { name: "api/functional/functions/groupNorm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / groupNorm</p><h1 id="function-groupnorm" tabindex="-1">Function: groupNorm() <a class="header-anchor" href="#function-groupnorm" aria-label="Permalink to &quot;Function: groupNorm()&quot;">​</a></h1><blockquote><p><strong>groupNorm</strong>(<code>x</code>, <code>numGroups</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>(x − mean)/√(variance + eps)·weight + bias, with mean and variance (the biased one) of each sample&#39;s <code>numGroups</code> groups of channels. Shapes: x (N, C, …), weight and bias (C). <code>F.group_norm</code> in PyTorch (Wu and He, 2018).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="numgroups" tabindex="-1">numGroups <a class="header-anchor" href="#numgroups" aria-label="Permalink to &quot;numGroups&quot;">​</a></h3><p><code>number</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/AffineOptions.html"><code>AffineOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if shapes do not agree, unless <code>numGroups</code> divides the channels, and if there is no more than 1 value in all for each group.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/groupNorm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const groupNorm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  groupNorm as default
};
