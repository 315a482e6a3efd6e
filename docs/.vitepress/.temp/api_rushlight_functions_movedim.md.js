import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: movedim()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/movedim.md","filePath":"api/rushlight/functions/movedim.md"}');
const _sfc_main = { name: "api/rushlight/functions/movedim.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / movedim</p><h1 id="function-movedim" tabindex="-1">Function: movedim() <a class="header-anchor" href="#function-movedim" aria-label="Permalink to &quot;Function: movedim()&quot;">​</a></h1><blockquote><p><strong>movedim</strong>(<code>x</code>, <code>source</code>, <code>destination</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The dims of <code>source</code> at the places of <code>destination</code>, one or several, the others in their order; no copy. <code>torch.movedim</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="source" tabindex="-1">source <a class="header-anchor" href="#source" aria-label="Permalink to &quot;source&quot;">​</a></h3><p><code>number</code> | readonly <code>number</code>[]</p><h3 id="destination" tabindex="-1">destination <a class="header-anchor" href="#destination" aria-label="Permalink to &quot;destination&quot;">​</a></h3><p><code>number</code> | readonly <code>number</code>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> unless both name as many dims, each once.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/movedim.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const movedim = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  movedim as default
};
