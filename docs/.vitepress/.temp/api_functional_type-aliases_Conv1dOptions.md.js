import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Conv1dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/type-aliases/Conv1dOptions.md","filePath":"api/functional/type-aliases/Conv1dOptions.md"}');
const _sfc_main = { name: "api/functional/type-aliases/Conv1dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / Conv1dOptions</p><h1 id="type-alias-conv1doptions" tabindex="-1">Type Alias: Conv1dOptions <a class="header-anchor" href="#type-alias-conv1doptions" aria-label="Permalink to &quot;Type Alias: Conv1dOptions&quot;">​</a></h1><blockquote><p><strong>Conv1dOptions</strong> = <code>ConvOptions</code>&lt;<a href="./Single.html"><code>Single</code></a>&gt;</p></blockquote><p>Options of <code>conv1d</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/type-aliases/Conv1dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Conv1dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Conv1dOptions as default
};
