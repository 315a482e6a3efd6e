import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: flatten()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/flatten.md","filePath":"api/rushlight/functions/flatten.md"}');
const _sfc_main = { name: "api/rushlight/functions/flatten.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / flatten</p><h1 id="function-flatten" tabindex="-1">Function: flatten() <a class="header-anchor" href="#function-flatten" aria-label="Permalink to &quot;Function: flatten()&quot;">​</a></h1><blockquote><p><strong>flatten</strong>(<code>x</code>, <code>startDim?</code>, <code>endDim?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Merges the dims from <code>startDim</code> to <code>endDim</code> (inclusive) into one. <code>torch.flatten</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="startdim" tabindex="-1">startDim? <a class="header-anchor" href="#startdim" aria-label="Permalink to &quot;startDim?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h3 id="enddim" tabindex="-1">endDim? <a class="header-anchor" href="#enddim" aria-label="Permalink to &quot;endDim?&quot;">​</a></h3><p><code>number</code> = <code>-1</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/flatten.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const flatten = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  flatten as default
};
