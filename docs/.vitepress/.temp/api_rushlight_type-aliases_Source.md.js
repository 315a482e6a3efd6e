import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Source","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Source.md","filePath":"api/rushlight/type-aliases/Source.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Source.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Source</p><h1 id="type-alias-source" tabindex="-1">Type Alias: Source <a class="header-anchor" href="#type-alias-source" aria-label="Permalink to &quot;Type Alias: Source&quot;">​</a></h1><blockquote><p><strong>Source</strong> = <code>Blob</code> | <code>URL</code> | <code>string</code> | <a href="./../interfaces/FileLike.html"><code>FileLike</code></a> | <code>Uint8Array</code> | <code>ArrayBuffer</code></p></blockquote><p>Where a file&#39;s bytes come from: a <code>Blob</code> or <code>File</code>, the address of a server that answers range requests, an open file of Node, or all the bytes.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Source.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Source = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Source as default
};
