import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Average","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/type-aliases/Average.md","filePath":"api/rushlight/namespaces/metrics/type-aliases/Average.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/type-aliases/Average.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / Average</p><h1 id="type-alias-average" tabindex="-1">Type Alias: Average <a class="header-anchor" href="#type-alias-average" aria-label="Permalink to &quot;Type Alias: Average&quot;">​</a></h1><blockquote><p><strong>Average</strong> = <code>&quot;macro&quot;</code> | <code>&quot;micro&quot;</code> | <code>&quot;weighted&quot;</code> | <code>&quot;none&quot;</code></p></blockquote><p>How figures of classes or labels become one: their mean, that weighted by targets, that of all together; or an array.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/type-aliases/Average.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Average = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Average as default
};
