import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CTCLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/CTCLossOptions.md","filePath":"api/functional/interfaces/CTCLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/CTCLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / CTCLossOptions</p><h1 id="interface-ctclossoptions" tabindex="-1">Interface: CTCLossOptions <a class="header-anchor" href="#interface-ctclossoptions" aria-label="Permalink to &quot;Interface: CTCLossOptions&quot;">​</a></h1><p>Options of <code>ctcLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="blank" tabindex="-1">blank? <a class="header-anchor" href="#blank" aria-label="Permalink to &quot;blank?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>blank?</strong>: <code>number</code></p></blockquote><p>The class that stands for no label. Default 0.</p><hr><h3 id="zeroinfinity" tabindex="-1">zeroInfinity? <a class="header-anchor" href="#zeroinfinity" aria-label="Permalink to &quot;zeroInfinity?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>zeroInfinity?</strong>: <code>boolean</code></p></blockquote><p>Infinite losses, of targets too long for their input, count as 0 and get no gradient. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/CTCLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CTCLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CTCLossOptions as default
};
