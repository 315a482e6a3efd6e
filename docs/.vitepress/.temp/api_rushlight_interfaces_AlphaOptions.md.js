import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AlphaOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/AlphaOptions.md","filePath":"api/rushlight/interfaces/AlphaOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/AlphaOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / AlphaOptions</p><h1 id="interface-alphaoptions" tabindex="-1">Interface: AlphaOptions <a class="header-anchor" href="#interface-alphaoptions" aria-label="Permalink to &quot;Interface: AlphaOptions&quot;">​</a></h1><p>Options of <code>add</code> and <code>sub</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="alpha" tabindex="-1">alpha? <a class="header-anchor" href="#alpha" aria-label="Permalink to &quot;alpha?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>alpha?</strong>: <code>number</code></p></blockquote><p>Multiplies the second operand. Default 1.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/AlphaOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AlphaOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AlphaOptions as default
};
