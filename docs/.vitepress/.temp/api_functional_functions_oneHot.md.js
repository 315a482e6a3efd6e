import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: oneHot()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/oneHot.md","filePath":"api/functional/functions/oneHot.md"}');
const _sfc_main = { name: "api/functional/functions/oneHot.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / oneHot</p><h1 id="function-onehot" tabindex="-1">Function: oneHot() <a class="header-anchor" href="#function-onehot" aria-label="Permalink to &quot;Function: oneHot()&quot;">​</a></h1><blockquote><p><strong>oneHot</strong>(<code>index</code>, <code>numClasses?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Rows of zeros with a one at each class: y[…, c] = 1 where c = index[…]. <code>F.one_hot</code> in PyTorch; int32. Shapes: index of any shape, result (…, numClasses); −1 takes the greatest index plus one.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="index" tabindex="-1">index <a class="header-anchor" href="#index" aria-label="Permalink to &quot;index&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="numclasses" tabindex="-1">numClasses? <a class="header-anchor" href="#numclasses" aria-label="Permalink to &quot;numClasses?&quot;">​</a></h3><p><code>number</code> = <code>-1</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless the index is int32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for an index outside [0, numClasses).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/oneHot.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const oneHot = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  oneHot as default
};
