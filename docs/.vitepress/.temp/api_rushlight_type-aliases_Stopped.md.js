import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Stopped","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Stopped.md","filePath":"api/rushlight/type-aliases/Stopped.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Stopped.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Stopped</p><h1 id="type-alias-stopped" tabindex="-1">Type Alias: Stopped <a class="header-anchor" href="#type-alias-stopped" aria-label="Permalink to &quot;Type Alias: Stopped&quot;">​</a></h1><blockquote><p><strong>Stopped</strong> = <code>&quot;finished&quot;</code> | <code>&quot;aborted&quot;</code> | <code>&quot;earlyStopping&quot;</code> | <code>&quot;callback&quot;</code> | <code>&quot;nonFinite&quot;</code></p></blockquote><p>Why a fit ended: all epochs done, the signal, early stopping, a callback that returned false, or a loss or gradient that was not finite.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Stopped.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Stopped = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Stopped as default
};
