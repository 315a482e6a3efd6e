import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EmbeddingBagOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/EmbeddingBagOptions.md","filePath":"api/nn/interfaces/EmbeddingBagOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/EmbeddingBagOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / EmbeddingBagOptions</p><h1 id="interface-embeddingbagoptions" tabindex="-1">Interface: EmbeddingBagOptions <a class="header-anchor" href="#interface-embeddingbagoptions" aria-label="Permalink to &quot;Interface: EmbeddingBagOptions&quot;">​</a></h1><p>Options of EmbeddingBag.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;sum&quot;</code> | <code>&quot;mean&quot;</code> | <code>&quot;max&quot;</code></p></blockquote><p>How the rows of a bag are combined. Default &#39;mean&#39;.</p><hr><h3 id="paddingidx" tabindex="-1">paddingIdx? <a class="header-anchor" href="#paddingidx" aria-label="Permalink to &quot;paddingIdx?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>paddingIdx?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>A row that bags leave out; negative counts from the end.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/EmbeddingBagOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EmbeddingBagOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EmbeddingBagOptions as default
};
