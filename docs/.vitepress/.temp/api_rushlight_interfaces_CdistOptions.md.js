import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CdistOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/CdistOptions.md","filePath":"api/rushlight/interfaces/CdistOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/CdistOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / CdistOptions</p><h1 id="interface-cdistoptions" tabindex="-1">Interface: CdistOptions <a class="header-anchor" href="#interface-cdistoptions" aria-label="Permalink to &quot;Interface: CdistOptions&quot;">​</a></h1><p>Options of <code>cdist</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="p" tabindex="-1">p? <a class="header-anchor" href="#p" aria-label="Permalink to &quot;p?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>p?</strong>: <code>number</code></p></blockquote><p>The norm of the differences: 0 counts them, Infinity takes the greatest. Default 2.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/CdistOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CdistOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CdistOptions as default
};
