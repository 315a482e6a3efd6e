import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Single","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/Single.md","filePath":"api/functional/type-aliases/Single.md"}');
const _sfc_main = { name: "api/functional/type-aliases/Single.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / Single</p><h1 id="type-alias-single" tabindex="-1">Type Alias: Single <a class="header-anchor" href="#type-alias-single" aria-label="Permalink to &quot;Type Alias: Single&quot;">​</a></h1><blockquote><p><strong>Single</strong> = <code>number</code> | readonly [<code>number</code>]</p></blockquote><p>A number for the one axis of a sequence, alone or in an array.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/Single.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Single = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Single as default
};
