import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: GRUOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/type-aliases/GRUOptions.md","filePath":"api/nn/type-aliases/GRUOptions.md"}');
const _sfc_main = { name: "api/nn/type-aliases/GRUOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / GRUOptions</p><h1 id="type-alias-gruoptions" tabindex="-1">Type Alias: GRUOptions <a class="header-anchor" href="#type-alias-gruoptions" aria-label="Permalink to &quot;Type Alias: GRUOptions&quot;">​</a></h1><blockquote><p><strong>GRUOptions</strong> = <code>OptionsOf</code>&lt;<em>typeof</em> <code>COMMON</code>&gt;</p></blockquote><p>Options of GRU.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/type-aliases/GRUOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GRUOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GRUOptions as default
};
