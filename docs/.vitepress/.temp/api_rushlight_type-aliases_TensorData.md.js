import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TensorData","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/TensorData.md","filePath":"api/rushlight/type-aliases/TensorData.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/TensorData.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / TensorData</p><h1 id="type-alias-tensordata" tabindex="-1">Type Alias: TensorData <a class="header-anchor" href="#type-alias-tensordata" aria-label="Permalink to &quot;Type Alias: TensorData&quot;">​</a></h1><blockquote><p><strong>TensorData</strong> = <a href="./NestedArray.html"><code>NestedArray</code></a> | readonly <code>TensorData</code>[] | <code>NumericArray</code></p></blockquote><p>What <code>tensor</code> accepts: a number, a boolean, nested arrays of them, or a typed array.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/TensorData.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TensorData = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TensorData as default
};
