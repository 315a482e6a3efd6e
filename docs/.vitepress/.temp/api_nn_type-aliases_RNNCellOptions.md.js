import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: RNNCellOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/type-aliases/RNNCellOptions.md","filePath":"api/nn/type-aliases/RNNCellOptions.md"}');
const _sfc_main = { name: "api/nn/type-aliases/RNNCellOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / RNNCellOptions</p><h1 id="type-alias-rnncelloptions" tabindex="-1">Type Alias: RNNCellOptions <a class="header-anchor" href="#type-alias-rnncelloptions" aria-label="Permalink to &quot;Type Alias: RNNCellOptions&quot;">​</a></h1><blockquote><p><strong>RNNCellOptions</strong> = <code>OptionsOf</code>&lt;<em>typeof</em> <code>OF_RNN</code>&gt;</p></blockquote><p>Options of RNNCell.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/type-aliases/RNNCellOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RNNCellOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RNNCellOptions as default
};
