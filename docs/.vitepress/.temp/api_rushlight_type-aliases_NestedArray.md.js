import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: NestedArray","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/NestedArray.md","filePath":"api/rushlight/type-aliases/NestedArray.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/NestedArray.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / NestedArray</p><h1 id="type-alias-nestedarray" tabindex="-1">Type Alias: NestedArray <a class="header-anchor" href="#type-alias-nestedarray" aria-label="Permalink to &quot;Type Alias: NestedArray&quot;">​</a></h1><blockquote><p><strong>NestedArray</strong> = <code>number</code> | <code>boolean</code> | <code>NestedArray</code>[]</p></blockquote><p>Nested arrays of numbers, or of booleans for a bool tensor; a bare value for a scalar.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/NestedArray.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NestedArray = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NestedArray as default
};
