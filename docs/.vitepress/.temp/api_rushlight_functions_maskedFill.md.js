import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: maskedFill()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/maskedFill.md","filePath":"api/rushlight/functions/maskedFill.md"}');
const _sfc_main = { name: "api/rushlight/functions/maskedFill.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / maskedFill</p><h1 id="function-maskedfill" tabindex="-1">Function: maskedFill() <a class="header-anchor" href="#function-maskedfill" aria-label="Permalink to &quot;Function: maskedFill()&quot;">​</a></h1><blockquote><p><strong>maskedFill</strong>(<code>x</code>, <code>mask</code>, <code>value</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p><code>value</code> where the mask holds, the elements of <code>x</code> elsewhere, in <code>x</code>&#39;s type. <code>Tensor.masked_fill</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="mask" tabindex="-1">mask <a class="header-anchor" href="#mask" aria-label="Permalink to &quot;mask&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h3><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/maskedFill.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const maskedFill = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  maskedFill as default
};
