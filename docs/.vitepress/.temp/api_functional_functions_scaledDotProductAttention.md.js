import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: scaledDotProductAttention()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/scaledDotProductAttention.md","filePath":"api/functional/functions/scaledDotProductAttention.md"}');
const _sfc_main = { name: "api/functional/functions/scaledDotProductAttention.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / scaledDotProductAttention</p><h1 id="function-scaleddotproductattention" tabindex="-1">Function: scaledDotProductAttention() <a class="header-anchor" href="#function-scaleddotproductattention" aria-label="Permalink to &quot;Function: scaledDotProductAttention()&quot;">​</a></h1><blockquote><p><strong>scaledDotProductAttention</strong>(<code>query</code>, <code>key</code>, <code>value</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>softmax(query·keyᵀ·scale + mask)·value. Shapes: query (…, L, E), key (…, S, E), value (…, S, Ev), result (…, L, Ev); leading dims broadcast. A query that may see no key gives NaN. <code>F.scaled_dot_product_attention</code> in PyTorch (Vaswani and others, 2017).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="query" tabindex="-1">query <a class="header-anchor" href="#query" aria-label="Permalink to &quot;query&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="key" tabindex="-1">key <a class="header-anchor" href="#key" aria-label="Permalink to &quot;key&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/AttentionOptions.html"><code>AttentionOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if sizes do not agree, or both attnMask and isCausal are given.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/scaledDotProductAttention.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const scaledDotProductAttention = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  scaledDotProductAttention as default
};
