import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Dims","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Dims.md","filePath":"api/rushlight/type-aliases/Dims.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Dims.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Dims</p><h1 id="type-alias-dims" tabindex="-1">Type Alias: Dims <a class="header-anchor" href="#type-alias-dims" aria-label="Permalink to &quot;Type Alias: Dims&quot;">​</a></h1><blockquote><p><strong>Dims</strong> = <code>number</code> | readonly <code>number</code>[] | <code>undefined</code></p></blockquote><p>One dim, several, or all of them (<code>[]</code> or absent).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Dims.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Dims = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Dims as default
};
