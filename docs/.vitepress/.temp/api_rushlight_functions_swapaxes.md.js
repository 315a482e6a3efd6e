import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: swapaxes()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/swapaxes.md","filePath":"api/rushlight/functions/swapaxes.md"}');
const _sfc_main = { name: "api/rushlight/functions/swapaxes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / swapaxes</p><h1 id="function-swapaxes" tabindex="-1">Function: swapaxes() <a class="header-anchor" href="#function-swapaxes" aria-label="Permalink to &quot;Function: swapaxes()&quot;">​</a></h1><blockquote><p><strong>swapaxes</strong>(<code>x</code>, <code>axis0</code>, <code>axis1</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>As <code>transpose</code>, by numpy&#39;s name; no copy. <code>torch.swapaxes</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="axis0" tabindex="-1">axis0 <a class="header-anchor" href="#axis0" aria-label="Permalink to &quot;axis0&quot;">​</a></h3><p><code>number</code></p><h3 id="axis1" tabindex="-1">axis1 <a class="header-anchor" href="#axis1" aria-label="Permalink to &quot;axis1&quot;">​</a></h3><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/swapaxes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const swapaxes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  swapaxes as default
};
