import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RoundOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/RoundOptions.md","filePath":"api/rushlight/interfaces/RoundOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/RoundOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / RoundOptions</p><h1 id="interface-roundoptions" tabindex="-1">Interface: RoundOptions <a class="header-anchor" href="#interface-roundoptions" aria-label="Permalink to &quot;Interface: RoundOptions&quot;">​</a></h1><p>Options of <code>round</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="decimals" tabindex="-1">decimals? <a class="header-anchor" href="#decimals" aria-label="Permalink to &quot;decimals?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>decimals?</strong>: <code>number</code></p></blockquote><p>Digits kept after the point, or before it if negative. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/RoundOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RoundOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RoundOptions as default
};
