import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: scatter()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/scatter.md","filePath":"api/rushlight/functions/scatter.md"}');
const _sfc_main = { name: "api/rushlight/functions/scatter.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / scatter</p><h1 id="function-scatter" tabindex="-1">Function: scatter() <a class="header-anchor" href="#function-scatter" aria-label="Permalink to &quot;Function: scatter()&quot;">​</a></h1><blockquote><p><strong>scatter</strong>(<code>x</code>, <code>dim</code>, <code>index</code>, <code>src</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>A copy of <code>x</code> with each element of <code>src</code>, or a number, where the index says along <code>dim</code>: <code>y[index[i][j]][j] = src[i][j]</code> for dim 0. <code>torch.scatter</code> in PyTorch. The index has as many dims as <code>x</code> and <code>src</code>, is no larger than <code>src</code>, nor than <code>x</code> along the other dims. Where it names a place several times, the last counts, and each of these elements of <code>src</code> gets the place&#39;s gradient.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim&quot;">​</a></h3><p><code>number</code></p><h3 id="index" tabindex="-1">index <a class="header-anchor" href="#index" aria-label="Permalink to &quot;index&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="src" tabindex="-1">src <a class="header-anchor" href="#src" aria-label="Permalink to &quot;src&quot;">​</a></h3><p><code>number</code> | <a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless the index is int32 and <code>src</code> a number or of <code>x</code>&#39;s type.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for an index outside the dim, or shapes that do not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/scatter.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const scatter = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  scatter as default
};
