import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: fileStore()","description":"","frontmatter":{},"headers":[],"relativePath":"api/store/functions/fileStore.md","filePath":"api/store/functions/fileStore.md"}');
const _sfc_main = { name: "api/store/functions/fileStore.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">store</a> / fileStore</p><h1 id="function-filestore" tabindex="-1">Function: fileStore() <a class="header-anchor" href="#function-filestore" aria-label="Permalink to &quot;Function: fileStore()&quot;">​</a></h1><blockquote><p><strong>fileStore</strong>(<code>dir</code>): <a href="./../interfaces/Store.html"><code>Store</code></a></p></blockquote><p>A store in a folder, made if it is not there: for Node, Deno and Bun. A blob is a file, written under another name, flushed to the disk and then renamed, so that a process that is killed leaves the one before.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="dir" tabindex="-1">dir <a class="header-anchor" href="#dir" aria-label="Permalink to &quot;dir&quot;">​</a></h3><p><code>string</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Store.html"><code>Store</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless given a path.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>StoreError</code> for a runtime without files; from its methods, for a full disk, or a folder that cannot be read or written.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/store/functions/fileStore.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const fileStore = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  fileStore as default
};
