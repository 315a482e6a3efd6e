import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: shutdown()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/shutdown.md","filePath":"api/rushlight/functions/shutdown.md"}');
const _sfc_main = { name: "api/rushlight/functions/shutdown.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / shutdown</p><h1 id="function-shutdown" tabindex="-1">Function: shutdown() <a class="header-anchor" href="#function-shutdown" aria-label="Permalink to &quot;Function: shutdown()&quot;">​</a></h1><blockquote><p><strong>shutdown</strong>(): <code>Promise</code>&lt;<code>void</code>&gt;</p></blockquote><p>Stops the worker threads, if any; work continues on the calling thread. Optional: the threads never keep a process alive.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Promise</code>&lt;<code>void</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/shutdown.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const shutdown = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  shutdown as default
};
