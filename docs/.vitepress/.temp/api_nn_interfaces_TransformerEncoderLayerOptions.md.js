import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TransformerEncoderLayerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/TransformerEncoderLayerOptions.md","filePath":"api/nn/interfaces/TransformerEncoderLayerOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/TransformerEncoderLayerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / TransformerEncoderLayerOptions</p><h1 id="interface-transformerencoderlayeroptions" tabindex="-1">Interface: TransformerEncoderLayerOptions <a class="header-anchor" href="#interface-transformerencoderlayeroptions" aria-label="Permalink to &quot;Interface: TransformerEncoderLayerOptions&quot;">​</a></h1><p>Options of TransformerEncoderLayer.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="activation" tabindex="-1">activation? <a class="header-anchor" href="#activation" aria-label="Permalink to &quot;activation?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>activation?</strong>: <a href="./../type-aliases/EncoderActivation.html"><code>EncoderActivation</code></a></p></blockquote><p>Between the two linear layers. Default &#39;relu&#39;.</p><hr><h3 id="batchfirst" tabindex="-1">batchFirst? <a class="header-anchor" href="#batchfirst" aria-label="Permalink to &quot;batchFirst?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>batchFirst?</strong>: <code>boolean</code></p></blockquote><p>Whether the batch comes first, (N, L, E), rather than (L, N, E). Default false.</p><hr><h3 id="dimfeedforward" tabindex="-1">dimFeedforward? <a class="header-anchor" href="#dimfeedforward" aria-label="Permalink to &quot;dimFeedforward?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dimFeedforward?</strong>: <code>number</code></p></blockquote><p>The width of the inner layer. Default 2048.</p><hr><h3 id="dropout" tabindex="-1">dropout? <a class="header-anchor" href="#dropout" aria-label="Permalink to &quot;dropout?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dropout?</strong>: <code>number</code></p></blockquote><p>The probability of dropping a weight of the attention or an element of a result. Default 0.1.</p><hr><h3 id="layernormeps" tabindex="-1">layerNormEps? <a class="header-anchor" href="#layernormeps" aria-label="Permalink to &quot;layerNormEps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>layerNormEps?</strong>: <code>number</code></p></blockquote><p>The eps of both normalisations. Default 1e-5.</p><hr><h3 id="normfirst" tabindex="-1">normFirst? <a class="header-anchor" href="#normfirst" aria-label="Permalink to &quot;normFirst?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>normFirst?</strong>: <code>boolean</code></p></blockquote><p>Whether to normalise before attention and the linear layers rather than after them. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/TransformerEncoderLayerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TransformerEncoderLayerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TransformerEncoderLayerOptions as default
};
