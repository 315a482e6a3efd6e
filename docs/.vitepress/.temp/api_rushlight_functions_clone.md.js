import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: clone()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/clone.md","filePath":"api/rushlight/functions/clone.md"}');
const _sfc_main = { name: "api/rushlight/functions/clone.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / clone</p><h1 id="function-clone" tabindex="-1">Function: clone() <a class="header-anchor" href="#function-clone" aria-label="Permalink to &quot;Function: clone()&quot;">​</a></h1><blockquote><p><strong>clone</strong>(<code>x</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>A contiguous copy, through which gradients flow. <code>torch.clone</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/clone.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const clone = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  clone as default
};
