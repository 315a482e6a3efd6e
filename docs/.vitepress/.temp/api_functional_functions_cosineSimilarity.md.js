import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: cosineSimilarity()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/cosineSimilarity.md","filePath":"api/functional/functions/cosineSimilarity.md"}');
const _sfc_main = { name: "api/functional/functions/cosineSimilarity.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / cosineSimilarity</p><h1 id="function-cosinesimilarity" tabindex="-1">Function: cosineSimilarity() <a class="header-anchor" href="#function-cosinesimilarity" aria-label="Permalink to &quot;Function: cosineSimilarity()&quot;">​</a></h1><blockquote><p><strong>cosineSimilarity</strong>(<code>x1</code>, <code>x2</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>x1·x2 / (max(|x1|, eps)·max(|x2|, eps)) along <code>dim</code> of the shape that both broadcast to. <code>F.cosine_similarity</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x1" tabindex="-1">x1 <a class="header-anchor" href="#x1" aria-label="Permalink to &quot;x1&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="x2" tabindex="-1">x2 <a class="header-anchor" href="#x2" aria-label="Permalink to &quot;x2&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/CosineSimilarityOptions.html"><code>CosineSimilarityOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless both are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if there is no such dim, or shapes do not broadcast.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/cosineSimilarity.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const cosineSimilarity = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  cosineSimilarity as default
};
