import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: DType","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/DType.md","filePath":"api/rushlight/type-aliases/DType.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/DType.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / DType</p><h1 id="type-alias-dtype" tabindex="-1">Type Alias: DType <a class="header-anchor" href="#type-alias-dtype" aria-label="Permalink to &quot;Type Alias: DType&quot;">​</a></h1><blockquote><p><strong>DType</strong> = <code>&quot;float32&quot;</code> | <code>&quot;int32&quot;</code> | <code>&quot;bool&quot;</code></p></blockquote><p>The types of elements; each takes four bytes in the linear memory.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/DType.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DType = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DType as default
};
