import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MultiheadAttentionCall","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/MultiheadAttentionCall.md","filePath":"api/nn/interfaces/MultiheadAttentionCall.md"}');
const _sfc_main = { name: "api/nn/interfaces/MultiheadAttentionCall.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / MultiheadAttentionCall</p><h1 id="interface-multiheadattentioncall" tabindex="-1">Interface: MultiheadAttentionCall <a class="header-anchor" href="#interface-multiheadattentioncall" aria-label="Permalink to &quot;Interface: MultiheadAttentionCall&quot;">​</a></h1><p>Options of a call.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="attnmask" tabindex="-1">attnMask? <a class="header-anchor" href="#attnmask" aria-label="Permalink to &quot;attnMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>attnMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>(L, S) or (N·heads, L, S): bool, true where a key is not seen; or float32, added to the scores.</p><hr><h3 id="averageattnweights" tabindex="-1">averageAttnWeights? <a class="header-anchor" href="#averageattnweights" aria-label="Permalink to &quot;averageAttnWeights?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>averageAttnWeights?</strong>: <code>boolean</code></p></blockquote><p>Whether the weights are the mean over heads. Default true.</p><hr><h3 id="keypaddingmask" tabindex="-1">keyPaddingMask? <a class="header-anchor" href="#keypaddingmask" aria-label="Permalink to &quot;keyPaddingMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>keyPaddingMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>(N, S), or (S) without a batch: bool, true for keys that no query sees; or float32, added to the scores.</p><hr><h3 id="needweights" tabindex="-1">needWeights? <a class="header-anchor" href="#needweights" aria-label="Permalink to &quot;needWeights?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>needWeights?</strong>: <code>boolean</code></p></blockquote><p>Whether the weights are wanted too. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/MultiheadAttentionCall.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MultiheadAttentionCall = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MultiheadAttentionCall as default
};
