import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Operand","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Operand.md","filePath":"api/rushlight/type-aliases/Operand.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Operand.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Operand</p><h1 id="type-alias-operand" tabindex="-1">Type Alias: Operand <a class="header-anchor" href="#type-alias-operand" aria-label="Permalink to &quot;Type Alias: Operand&quot;">​</a></h1><blockquote><p><strong>Operand</strong> = <a href="./../classes/Tensor.html"><code>Tensor</code></a> | <code>number</code></p></blockquote><p>An operand: a tensor, or a number that takes the other operand&#39;s type where it can.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Operand.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Operand = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Operand as default
};
