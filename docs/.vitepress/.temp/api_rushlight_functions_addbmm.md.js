import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: addbmm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/addbmm.md","filePath":"api/rushlight/functions/addbmm.md"}');
const _sfc_main = { name: "api/rushlight/functions/addbmm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / addbmm</p><h1 id="function-addbmm" tabindex="-1">Function: addbmm() <a class="header-anchor" href="#function-addbmm" aria-label="Permalink to &quot;Function: addbmm()&quot;">​</a></h1><blockquote><p><strong>addbmm</strong>(<code>input</code>, <code>batch1</code>, <code>batch2</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, the sum of the products of two batches of matrices, <code>input</code> broadcasting. <code>torch.addbmm</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="batch1" tabindex="-1">batch1 <a class="header-anchor" href="#batch1" aria-label="Permalink to &quot;batch1&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="batch2" tabindex="-1">batch2 <a class="header-anchor" href="#batch2" aria-label="Permalink to &quot;batch2&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/AddmmOptions.html"><code>AddmmOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/addbmm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const addbmm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  addbmm as default
};
