import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Conv2dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/Conv2dOptions.md","filePath":"api/functional/type-aliases/Conv2dOptions.md"}');
const _sfc_main = { name: "api/functional/type-aliases/Conv2dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / Conv2dOptions</p><h1 id="type-alias-conv2doptions" tabindex="-1">Type Alias: Conv2dOptions <a class="header-anchor" href="#type-alias-conv2doptions" aria-label="Permalink to &quot;Type Alias: Conv2dOptions&quot;">​</a></h1><blockquote><p><strong>Conv2dOptions</strong> = <code>ConvOptions</code>&lt;<a href="./Pair.html"><code>Pair</code></a>&gt;</p></blockquote><p>Options of <code>conv2d</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/Conv2dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Conv2dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Conv2dOptions as default
};
