import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NonzeroOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/NonzeroOptions.md","filePath":"api/rushlight/interfaces/NonzeroOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/NonzeroOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / NonzeroOptions</p><h1 id="interface-nonzerooptions" tabindex="-1">Interface: NonzeroOptions <a class="header-anchor" href="#interface-nonzerooptions" aria-label="Permalink to &quot;Interface: NonzeroOptions&quot;">​</a></h1><p>Options of <code>nonzero</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>NONZERO</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="astuple" tabindex="-1">asTuple? <a class="header-anchor" href="#astuple" aria-label="Permalink to &quot;asTuple?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>asTuple?</strong>: <code>boolean</code></p></blockquote><p>An array with the indices along each dim, instead of a matrix. Default false.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.asTuple</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/NonzeroOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NonzeroOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NonzeroOptions as default
};
