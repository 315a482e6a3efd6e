import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: EncoderActivation","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/type-aliases/EncoderActivation.md","filePath":"api/nn/type-aliases/EncoderActivation.md"}');
const _sfc_main = { name: "api/nn/type-aliases/EncoderActivation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / EncoderActivation</p><h1 id="type-alias-encoderactivation" tabindex="-1">Type Alias: EncoderActivation <a class="header-anchor" href="#type-alias-encoderactivation" aria-label="Permalink to &quot;Type Alias: EncoderActivation&quot;">​</a></h1><blockquote><p><strong>EncoderActivation</strong> = <code>&quot;relu&quot;</code> | <code>&quot;gelu&quot;</code> | <code>Activate</code> | <a href="./Layer.html"><code>Layer</code></a></p></blockquote><p>&#39;relu&#39;, &#39;gelu&#39;, or a function or module of one tensor.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/type-aliases/EncoderActivation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EncoderActivation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EncoderActivation as default
};
