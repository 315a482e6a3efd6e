import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: StoreFailure","description":"","frontmatter":{},"headers":[],"relativePath":"api/store/type-aliases/StoreFailure.md","filePath":"api/store/type-aliases/StoreFailure.md"}');
const _sfc_main = { name: "api/store/type-aliases/StoreFailure.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">store</a> / StoreFailure</p><h1 id="type-alias-storefailure" tabindex="-1">Type Alias: StoreFailure <a class="header-anchor" href="#type-alias-storefailure" aria-label="Permalink to &quot;Type Alias: StoreFailure&quot;">​</a></h1><blockquote><p><strong>StoreFailure</strong> = <code>&quot;full&quot;</code> | <code>&quot;locked&quot;</code> | <code>&quot;damaged&quot;</code> | <code>&quot;unavailable&quot;</code></p></blockquote><p>Why a store could not do its work: no room, in use by somebody else, bytes that are not those written, or out of reach.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/store/type-aliases/StoreFailure.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StoreFailure = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StoreFailure as default
};
