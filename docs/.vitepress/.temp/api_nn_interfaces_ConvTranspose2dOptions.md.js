import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ConvTranspose2dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/ConvTranspose2dOptions.md","filePath":"api/nn/interfaces/ConvTranspose2dOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/ConvTranspose2dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / ConvTranspose2dOptions</p><h1 id="interface-convtranspose2doptions" tabindex="-1">Interface: ConvTranspose2dOptions <a class="header-anchor" href="#interface-convtranspose2doptions" aria-label="Permalink to &quot;Interface: ConvTranspose2dOptions&quot;">​</a></h1><p>Options of ConvTranspose2d: those of <code>F.convTranspose2d</code>, and <code>bias</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./../../functional/type-aliases/ConvTranspose2dOptions.html"><code>ConvTranspose2dOptions</code></a></li><li><code>WithBias</code></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/ConvTranspose2dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ConvTranspose2dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ConvTranspose2dOptions as default
};
