import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TensorArray","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/TensorArray.md","filePath":"api/rushlight/type-aliases/TensorArray.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/TensorArray.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / TensorArray</p><h1 id="type-alias-tensorarray" tabindex="-1">Type Alias: TensorArray <a class="header-anchor" href="#type-alias-tensorarray" aria-label="Permalink to &quot;Type Alias: TensorArray&quot;">​</a></h1><blockquote><p><strong>TensorArray</strong> = <code>Float32Array</code> | <code>Int32Array</code> | <code>Uint8Array</code></p></blockquote><p>A typed array that holds a tensor&#39;s elements: Uint8Array is bool&#39;s.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/TensorArray.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TensorArray = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TensorArray as default
};
