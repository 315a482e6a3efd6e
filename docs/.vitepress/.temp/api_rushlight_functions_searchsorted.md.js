import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: searchsorted()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/searchsorted.md","filePath":"api/rushlight/functions/searchsorted.md"}');
const _sfc_main = { name: "api/rushlight/functions/searchsorted.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / searchsorted</p><h1 id="function-searchsorted" tabindex="-1">Function: searchsorted() <a class="header-anchor" href="#function-searchsorted" aria-label="Permalink to &quot;Function: searchsorted()&quot;">​</a></h1><blockquote><p><strong>searchsorted</strong>(<code>sortedSequence</code>, <code>values</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>For each value, the index before which it can be put into the sorted sequence so that this stays sorted: before equals, or after them if <code>right</code>. <code>torch.searchsorted</code> in PyTorch; int32. Shapes: sequence (n) and values of any shape or a number, or sequence (…, n) and values (…, m) of the same dims in front. A value that is NaN comes last.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="sortedsequence" tabindex="-1">sortedSequence <a class="header-anchor" href="#sortedsequence" aria-label="Permalink to &quot;sortedSequence&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="values" tabindex="-1">values <a class="header-anchor" href="#values" aria-label="Permalink to &quot;values&quot;">​</a></h3><p><a href="./../type-aliases/Operand.html"><code>Operand</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/SearchsortedOptions.html"><code>SearchsortedOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for bool.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that do not fit, or a <code>side</code> that contradicts <code>right</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/searchsorted.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const searchsorted = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  searchsorted as default
};
