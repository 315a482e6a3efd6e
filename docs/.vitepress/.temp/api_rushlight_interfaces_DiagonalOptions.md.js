import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DiagonalOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/DiagonalOptions.md","filePath":"api/rushlight/interfaces/DiagonalOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/DiagonalOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / DiagonalOptions</p><h1 id="interface-diagonaloptions" tabindex="-1">Interface: DiagonalOptions <a class="header-anchor" href="#interface-diagonaloptions" aria-label="Permalink to &quot;Interface: DiagonalOptions&quot;">​</a></h1><p>Options of <code>diagonal</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>DIAGONAL</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dim1" tabindex="-1">dim1? <a class="header-anchor" href="#dim1" aria-label="Permalink to &quot;dim1?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dim1?</strong>: <code>number</code></p></blockquote><p>The dim of the matrices&#39; rows. Default 0.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.dim1</code></p><hr><h3 id="dim2" tabindex="-1">dim2? <a class="header-anchor" href="#dim2" aria-label="Permalink to &quot;dim2?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dim2?</strong>: <code>number</code></p></blockquote><p>The dim of the matrices&#39; columns. Default 1.</p><h4 id="overrides-1" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-1" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.dim2</code></p><hr><h3 id="offset" tabindex="-1">offset? <a class="header-anchor" href="#offset" aria-label="Permalink to &quot;offset?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>offset?</strong>: <code>number</code></p></blockquote><p>Which diagonal: above the main one if positive, below if negative. Default 0.</p><h4 id="overrides-2" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-2" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.offset</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/DiagonalOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DiagonalOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DiagonalOptions as default
};
