import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Loader<Batch>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Loader.md","filePath":"api/rushlight/type-aliases/Loader.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Loader.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Loader</p><h1 id="type-alias-loader-batch" tabindex="-1">Type Alias: Loader&lt;Batch&gt; <a class="header-anchor" href="#type-alias-loader-batch" aria-label="Permalink to &quot;Type Alias: Loader\\&lt;Batch\\&gt;&quot;">​</a></h1><blockquote><p><strong>Loader</strong>&lt;<code>Batch</code>&gt; = <code>Iterable</code>&lt;<code>Batch</code>&gt; | <code>AsyncIterable</code>&lt;<code>Batch</code>&gt;</p></blockquote><p>Batches: a <code>DataLoader</code>, an array, or anything that can be iterated anew for each epoch.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="batch" tabindex="-1">Batch <a class="header-anchor" href="#batch" aria-label="Permalink to &quot;Batch&quot;">​</a></h3><p><code>Batch</code> = <code>Sample</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Loader.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Loader = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Loader as default
};
