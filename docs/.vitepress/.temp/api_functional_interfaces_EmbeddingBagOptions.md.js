import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EmbeddingBagOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/EmbeddingBagOptions.md","filePath":"api/functional/interfaces/EmbeddingBagOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/EmbeddingBagOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / EmbeddingBagOptions</p><h1 id="interface-embeddingbagoptions" tabindex="-1">Interface: EmbeddingBagOptions <a class="header-anchor" href="#interface-embeddingbagoptions" aria-label="Permalink to &quot;Interface: EmbeddingBagOptions&quot;">​</a></h1><p>Options of <code>embeddingBag</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;sum&quot;</code> | <code>&quot;mean&quot;</code> | <code>&quot;max&quot;</code></p></blockquote><p>How a bag&#39;s rows become one. Default &#39;mean&#39;.</p><hr><h3 id="offsets" tabindex="-1">offsets? <a class="header-anchor" href="#offsets" aria-label="Permalink to &quot;offsets?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>offsets?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Where each bag begins in a 1-D input, int32; the first is 0.</p><hr><h3 id="paddingidx" tabindex="-1">paddingIdx? <a class="header-anchor" href="#paddingidx" aria-label="Permalink to &quot;paddingIdx?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>paddingIdx?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>A row that no bag counts; negative counts from the end.</p><hr><h3 id="persampleweights" tabindex="-1">perSampleWeights? <a class="header-anchor" href="#persampleweights" aria-label="Permalink to &quot;perSampleWeights?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>perSampleWeights?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Factors of the rows, of the input&#39;s shape, for mode &#39;sum&#39;.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/EmbeddingBagOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EmbeddingBagOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EmbeddingBagOptions as default
};
