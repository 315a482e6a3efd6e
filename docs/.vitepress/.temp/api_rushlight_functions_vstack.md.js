import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: vstack()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/vstack.md","filePath":"api/rushlight/functions/vstack.md"}');
const _sfc_main = { name: "api/rushlight/functions/vstack.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / vstack</p><h1 id="function-vstack" tabindex="-1">Function: vstack() <a class="header-anchor" href="#function-vstack" aria-label="Permalink to &quot;Function: vstack()&quot;">​</a></h1><blockquote><p><strong>vstack</strong>(<code>tensors</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Tensors one below the other, along dim 0; vectors and scalars are rows. <code>torch.vstack</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="tensors" tabindex="-1">tensors <a class="header-anchor" href="#tensors" aria-label="Permalink to &quot;tensors&quot;">​</a></h3><p>readonly <a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for no tensors, or shapes that differ along another dim.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/vstack.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const vstack = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  vstack as default
};
