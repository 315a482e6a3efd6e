import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: precisionRecallF1()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/functions/precisionRecallF1.md","filePath":"api/rushlight/namespaces/metrics/functions/precisionRecallF1.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/functions/precisionRecallF1.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / precisionRecallF1</p><h1 id="function-precisionrecallf1" tabindex="-1">Function: precisionRecallF1() <a class="header-anchor" href="#function-precisionrecallf1" aria-label="Permalink to &quot;Function: precisionRecallF1()&quot;">​</a></h1><blockquote><p><strong>precisionRecallF1</strong>(<code>input</code>, <code>target</code>, <code>options?</code>): <a href="./../interfaces/PrecisionRecallF1.html"><code>PrecisionRecallF1</code></a></p></blockquote><p>Precision, recall and F1 by class, and their macro, micro and weighted means: plain numbers. Of logits, or with <code>numClasses</code>, the means are over all classes, those that never occur among them; of predicted classes alone, over those that occur. The class that <code>ignoreIndex</code> names is in none. As <code>precision_recall_fscore_support</code> of scikit-learn.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>logits of shape (C), (N, C) or (N, C, d1, …), predicted classes (int32) of the target&#39;s shape, or probabilities of class 1 (N)</p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>class indices, int32</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/PrecisionRecallF1Options.html"><code>PrecisionRecallF1Options</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/PrecisionRecallF1.html"><code>PrecisionRecallF1</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other types.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that differ, or a class out of range.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/functions/precisionRecallF1.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const precisionRecallF1 = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  precisionRecallF1 as default
};
