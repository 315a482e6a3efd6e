import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: LSTMOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/type-aliases/LSTMOptions.md","filePath":"api/nn/type-aliases/LSTMOptions.md"}');
const _sfc_main = { name: "api/nn/type-aliases/LSTMOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / LSTMOptions</p><h1 id="type-alias-lstmoptions" tabindex="-1">Type Alias: LSTMOptions <a class="header-anchor" href="#type-alias-lstmoptions" aria-label="Permalink to &quot;Type Alias: LSTMOptions&quot;">​</a></h1><blockquote><p><strong>LSTMOptions</strong> = <code>OptionsOf</code>&lt;<em>typeof</em> <code>OF_LSTM</code>&gt;</p></blockquote><p>Options of LSTM.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/type-aliases/LSTMOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LSTMOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LSTMOptions as default
};
