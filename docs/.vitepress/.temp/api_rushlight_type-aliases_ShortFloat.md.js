import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ShortFloat","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/ShortFloat.md","filePath":"api/rushlight/type-aliases/ShortFloat.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/ShortFloat.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / ShortFloat</p><h1 id="type-alias-shortfloat" tabindex="-1">Type Alias: ShortFloat <a class="header-anchor" href="#type-alias-shortfloat" aria-label="Permalink to &quot;Type Alias: ShortFloat&quot;">​</a></h1><blockquote><p><strong>ShortFloat</strong> = <code>&quot;float16&quot;</code> | <code>&quot;bfloat16&quot;</code></p></blockquote><p>What float32 can be written as.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/ShortFloat.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ShortFloat = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ShortFloat as default
};
