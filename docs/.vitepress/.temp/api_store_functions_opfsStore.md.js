import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: opfsStore()","description":"","frontmatter":{},"headers":[],"relativePath":"api/store/functions/opfsStore.md","filePath":"api/store/functions/opfsStore.md"}');
const _sfc_main = { name: "api/store/functions/opfsStore.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">store</a> / opfsStore</p><h1 id="function-opfsstore" tabindex="-1">Function: opfsStore() <a class="header-anchor" href="#function-opfsstore" aria-label="Permalink to &quot;Function: opfsStore()&quot;">​</a></h1><blockquote><p><strong>opfsStore</strong>(<code>name</code>): <a href="./../interfaces/Store.html"><code>Store</code></a></p></blockquote><p>A store in the files that a browser keeps for a site, its origin private file system: the fastest for large checkpoints. Pages need https. The site&#39;s data being cleared, it is empty; <code>navigator.storage.persist()</code> asks for it to be kept.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="name" tabindex="-1">name <a class="header-anchor" href="#name" aria-label="Permalink to &quot;name&quot;">​</a></h3><p><code>string</code></p><p>tells stores of a site apart.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Store.html"><code>Store</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a name that is not of 1 to 60 printable ASCII characters.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>StoreError</code> for a runtime without such files; from its methods, for a quota that is used up, or files that another tab has open.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/store/functions/opfsStore.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const opfsStore = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  opfsStore as default
};
