import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: VarianceOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/VarianceOptions.md","filePath":"api/rushlight/interfaces/VarianceOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/VarianceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / VarianceOptions</p><h1 id="interface-varianceoptions" tabindex="-1">Interface: VarianceOptions <a class="header-anchor" href="#interface-varianceoptions" aria-label="Permalink to &quot;Interface: VarianceOptions&quot;">​</a></h1><p>Options of <code>var</code> and <code>std</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./ReduceOptions.html"><code>ReduceOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="correction" tabindex="-1">correction? <a class="header-anchor" href="#correction" aria-label="Permalink to &quot;correction?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>correction?</strong>: <code>number</code></p></blockquote><p>What is subtracted from the number of elements before dividing: 1, the unbiased estimate, if absent.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/VarianceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const VarianceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  VarianceOptions as default
};
