import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: BagMode","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/BagMode.md","filePath":"api/functional/type-aliases/BagMode.md"}');
const _sfc_main = { name: "api/functional/type-aliases/BagMode.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / BagMode</p><h1 id="type-alias-bagmode" tabindex="-1">Type Alias: BagMode <a class="header-anchor" href="#type-alias-bagmode" aria-label="Permalink to &quot;Type Alias: BagMode&quot;">​</a></h1><blockquote><p><strong>BagMode</strong> = <em>typeof</em> <code>MODES</code>[<code>number</code>]</p></blockquote><p>How a bag&#39;s rows become one: &#39;sum&#39;, &#39;mean&#39; or &#39;max&#39;.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/BagMode.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BagMode = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BagMode as default
};
