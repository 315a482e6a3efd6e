import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: flip()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/flip.md","filePath":"api/rushlight/functions/flip.md"}');
const _sfc_main = { name: "api/rushlight/functions/flip.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / flip</p><h1 id="function-flip" tabindex="-1">Function: flip() <a class="header-anchor" href="#function-flip" aria-label="Permalink to &quot;Function: flip()&quot;">​</a></h1><blockquote><p><strong>flip</strong>(<code>x</code>, <code>dims</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>A copy with the order of the elements along <code>dims</code>, a number or an array, reversed. <code>torch.flip</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dims" tabindex="-1">dims <a class="header-anchor" href="#dims" aria-label="Permalink to &quot;dims&quot;">​</a></h3><p><code>number</code> | readonly <code>number</code>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> unless each dim is there and comes once.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/flip.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const flip = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  flip as default
};
