import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: multiMarginLoss()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/multiMarginLoss.md","filePath":"api/functional/functions/multiMarginLoss.md"}');
const _sfc_main = { name: "api/functional/functions/multiMarginLoss.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / multiMarginLoss</p><h1 id="function-multimarginloss" tabindex="-1">Function: multiMarginLoss() <a class="header-anchor" href="#function-multimarginloss" aria-label="Permalink to &quot;Function: multiMarginLoss()&quot;">​</a></h1><blockquote><p><strong>multiMarginLoss</strong>(<code>input</code>, <code>target</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The hinge loss of scores for C classes: w[y]/C · Σ_{c ≠ y} max(0, margin − x[y] + x[c])^p. <code>F.multi_margin_loss</code> in PyTorch (Crammer and Singer, 2001); &#39;mean&#39; divides by the batch, whatever the weights.</p><p>Shapes: input (N, C) or (C), target of int32 (N) or (); the result is a scalar, or of the target&#39;s shape with reduction &#39;none&#39;.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/MultiMarginLossOptions.html"><code>MultiMarginLossOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other dtypes and unknown options.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that do not fit, targets outside [0, C), p other than 1 and 2.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/multiMarginLoss.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const multiMarginLoss = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  multiMarginLoss as default
};
