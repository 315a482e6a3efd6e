import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"store","description":"","frontmatter":{},"headers":[],"relativePath":"api/store/index.md","filePath":"api/store/index.md"}');
const _sfc_main = { name: "api/store/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / store</p><h1 id="store" tabindex="-1">store <a class="header-anchor" href="#store" aria-label="Permalink to &quot;store&quot;">​</a></h1><p>Where checkpoints are kept so that a training survives its process or tab: in files, in the browser, or in memory. All stores keep a hash with what they are given, check it when they read, and keep the last good blob until the next is written.</p><h2 id="stores" tabindex="-1">Stores <a class="header-anchor" href="#stores" aria-label="Permalink to &quot;Stores&quot;">​</a></h2><ul><li><a href="./classes/StoreError.html">StoreError</a></li><li><a href="./interfaces/Store.html">Store</a></li><li><a href="./type-aliases/StoreFailure.html">StoreFailure</a></li><li><a href="./functions/fileStore.html">fileStore</a></li><li><a href="./functions/indexedDbStore.html">indexedDbStore</a></li><li><a href="./functions/memoryStore.html">memoryStore</a></li><li><a href="./functions/opfsStore.html">opfsStore</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/store/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
