import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: tan()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/tan.md","filePath":"api/rushlight/functions/tan.md"}');
const _sfc_main = { name: "api/rushlight/functions/tan.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / tan</p><h1 id="function-tan" tabindex="-1">Function: tan() <a class="header-anchor" href="#function-tan" aria-label="Permalink to &quot;Function: tan()&quot;">​</a></h1><blockquote><p><strong>tan</strong>(<code>x</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The tangent of x radians. <code>torch.tan</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/tan.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const tan = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  tan as default
};
