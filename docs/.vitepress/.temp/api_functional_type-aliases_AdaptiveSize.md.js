import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: AdaptiveSize","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/AdaptiveSize.md","filePath":"api/functional/type-aliases/AdaptiveSize.md"}');
const _sfc_main = { name: "api/functional/type-aliases/AdaptiveSize.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / AdaptiveSize</p><h1 id="type-alias-adaptivesize" tabindex="-1">Type Alias: AdaptiveSize <a class="header-anchor" href="#type-alias-adaptivesize" aria-label="Permalink to &quot;Type Alias: AdaptiveSize&quot;">​</a></h1><blockquote><p><strong>AdaptiveSize</strong> = <code>number</code> | <code>null</code> | readonly [<code>number</code> | <code>null</code>, <code>number</code> | <code>null</code>]</p></blockquote><p>The size that an adaptive pooling gives; null keeps the input&#39;s.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/AdaptiveSize.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AdaptiveSize = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AdaptiveSize as default
};
