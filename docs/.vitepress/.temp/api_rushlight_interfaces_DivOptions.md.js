import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DivOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/DivOptions.md","filePath":"api/rushlight/interfaces/DivOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/DivOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / DivOptions</p><h1 id="interface-divoptions" tabindex="-1">Interface: DivOptions <a class="header-anchor" href="#interface-divoptions" aria-label="Permalink to &quot;Interface: DivOptions&quot;">​</a></h1><p>Options of <code>div</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="roundingmode" tabindex="-1">roundingMode? <a class="header-anchor" href="#roundingmode" aria-label="Permalink to &quot;roundingMode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>roundingMode?</strong>: <code>RoundingMode</code> | <code>null</code></p></blockquote><p>Rounds the quotient towards 0 (&#39;trunc&#39;) or down (&#39;floor&#39;); not at all if absent or null.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/DivOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DivOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DivOptions as default
};
