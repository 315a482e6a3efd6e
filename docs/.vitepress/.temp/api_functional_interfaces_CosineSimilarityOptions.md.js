import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CosineSimilarityOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/CosineSimilarityOptions.md","filePath":"api/functional/interfaces/CosineSimilarityOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/CosineSimilarityOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / CosineSimilarityOptions</p><h1 id="interface-cosinesimilarityoptions" tabindex="-1">Interface: CosineSimilarityOptions <a class="header-anchor" href="#interface-cosinesimilarityoptions" aria-label="Permalink to &quot;Interface: CosineSimilarityOptions&quot;">​</a></h1><p>Options of <code>cosineSimilarity</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dim?</strong>: <code>number</code></p></blockquote><p>The dim of the vectors. Default 1.</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>The least length that counts. Default 1e-8.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/CosineSimilarityOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CosineSimilarityOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CosineSimilarityOptions as default
};
