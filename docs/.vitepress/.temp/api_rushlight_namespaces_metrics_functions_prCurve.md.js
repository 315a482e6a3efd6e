import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: prCurve()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/functions/prCurve.md","filePath":"api/rushlight/namespaces/metrics/functions/prCurve.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/functions/prCurve.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / prCurve</p><h1 id="function-prcurve" tabindex="-1">Function: prCurve() <a class="header-anchor" href="#function-prcurve" aria-label="Permalink to &quot;Function: prCurve()&quot;">​</a></h1><blockquote><p><strong>prCurve</strong>(<code>input</code>, <code>target</code>, <code>options?</code>): <a href="./../interfaces/PrCurve.html"><code>PrCurve</code></a></p></blockquote><p>Precision and recall where what has at least each score is taken for class 1. <code>precision_recall_curve</code> in scikit-learn.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>scores of class 1 (N), float32: any finite numbers</p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>0 or 1 (N), int32</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/PrCurveOptions.html"><code>PrCurveOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/PrCurve.html"><code>PrCurve</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other types.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that differ, NaN, other targets, one class alone.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/functions/prCurve.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const prCurve = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  prCurve as default
};
