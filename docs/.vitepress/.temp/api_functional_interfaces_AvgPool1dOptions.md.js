import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AvgPool1dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/AvgPool1dOptions.md","filePath":"api/functional/interfaces/AvgPool1dOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/AvgPool1dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / AvgPool1dOptions</p><h1 id="interface-avgpool1doptions" tabindex="-1">Interface: AvgPool1dOptions <a class="header-anchor" href="#interface-avgpool1doptions" aria-label="Permalink to &quot;Interface: AvgPool1dOptions&quot;">​</a></h1><p>Options of <code>avgPool1d</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>PoolOptions</code>&lt;<a href="./../type-aliases/Single.html"><code>Single</code></a>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="countincludepad" tabindex="-1">countIncludePad? <a class="header-anchor" href="#countincludepad" aria-label="Permalink to &quot;countIncludePad?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>countIncludePad?</strong>: <code>boolean</code></p></blockquote><p>Whether zeros of the padding count. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/AvgPool1dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AvgPool1dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AvgPool1dOptions as default
};
