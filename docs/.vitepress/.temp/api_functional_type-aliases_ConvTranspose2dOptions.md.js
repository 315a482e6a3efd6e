import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ConvTranspose2dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/ConvTranspose2dOptions.md","filePath":"api/functional/type-aliases/ConvTranspose2dOptions.md"}');
const _sfc_main = { name: "api/functional/type-aliases/ConvTranspose2dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / ConvTranspose2dOptions</p><h1 id="type-alias-convtranspose2doptions" tabindex="-1">Type Alias: ConvTranspose2dOptions <a class="header-anchor" href="#type-alias-convtranspose2doptions" aria-label="Permalink to &quot;Type Alias: ConvTranspose2dOptions&quot;">​</a></h1><blockquote><p><strong>ConvTranspose2dOptions</strong> = <code>ConvTransposeOptions</code>&lt;<a href="./Pair.html"><code>Pair</code></a>&gt;</p></blockquote><p>Options of <code>convTranspose2d</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/ConvTranspose2dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ConvTranspose2dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ConvTranspose2dOptions as default
};
