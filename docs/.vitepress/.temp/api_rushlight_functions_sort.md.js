import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: sort()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/sort.md","filePath":"api/rushlight/functions/sort.md"}');
const _sfc_main = { name: "api/rushlight/functions/sort.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / sort</p><h1 id="function-sort" tabindex="-1">Function: sort() <a class="header-anchor" href="#function-sort" aria-label="Permalink to &quot;Function: sort()&quot;">​</a></h1><blockquote><p><strong>sort</strong>(<code>x</code>, <code>dim?</code>, <code>options?</code>): <a href="./../interfaces/ValuesIndices.html"><code>ValuesIndices</code></a></p></blockquote><p>The elements in ascending order along <code>dim</code> (the last by default) and where they were; equals keep their order, NaN counts as greater than all. <code>torch.sort</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><code>number</code> = <code>-1</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/SortOptions.html"><code>SortOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/ValuesIndices.html"><code>ValuesIndices</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/sort.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const sort = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  sort as default
};
