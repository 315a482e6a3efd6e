import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: HuberLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/HuberLossOptions.md","filePath":"api/functional/interfaces/HuberLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/HuberLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / HuberLossOptions</p><h1 id="interface-huberlossoptions" tabindex="-1">Interface: HuberLossOptions <a class="header-anchor" href="#interface-huberlossoptions" aria-label="Permalink to &quot;Interface: HuberLossOptions&quot;">​</a></h1><p>Options of <code>huberLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="delta" tabindex="-1">delta? <a class="header-anchor" href="#delta" aria-label="Permalink to &quot;delta?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>delta?</strong>: <code>number</code></p></blockquote><p>Where the parabola becomes a line. Default 1.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/HuberLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const HuberLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  HuberLossOptions as default
};
