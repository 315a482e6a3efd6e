import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: at()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/at.md","filePath":"api/rushlight/functions/at.md"}');
const _sfc_main = { name: "api/rushlight/functions/at.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / at</p><h1 id="function-at" tabindex="-1">Function: at() <a class="header-anchor" href="#function-at" aria-label="Permalink to &quot;Function: at()&quot;">​</a></h1><blockquote><p><strong>at</strong>(<code>x</code>, ...<code>indices</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The element or part at the given leading indices, as <code>x[i, j]</code> in PyTorch; negative counts from the end. No copy.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="indices" tabindex="-1">indices <a class="header-anchor" href="#indices" aria-label="Permalink to &quot;indices&quot;">​</a></h3><p>...<code>number</code>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/at.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const at = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  at as default
};
