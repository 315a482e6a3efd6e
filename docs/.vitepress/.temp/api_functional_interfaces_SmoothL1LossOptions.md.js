import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SmoothL1LossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/SmoothL1LossOptions.md","filePath":"api/functional/interfaces/SmoothL1LossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/SmoothL1LossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / SmoothL1LossOptions</p><h1 id="interface-smoothl1lossoptions" tabindex="-1">Interface: SmoothL1LossOptions <a class="header-anchor" href="#interface-smoothl1lossoptions" aria-label="Permalink to &quot;Interface: SmoothL1LossOptions&quot;">​</a></h1><p>Options of <code>smoothL1Loss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="beta" tabindex="-1">beta? <a class="header-anchor" href="#beta" aria-label="Permalink to &quot;beta?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>beta?</strong>: <code>number</code></p></blockquote><p>Where the curve becomes a line. Default 1.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/SmoothL1LossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SmoothL1LossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SmoothL1LossOptions as default
};
