import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BrierScoreOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/BrierScoreOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/BrierScoreOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/BrierScoreOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / BrierScoreOptions</p><h1 id="interface-brierscoreoptions" tabindex="-1">Interface: BrierScoreOptions <a class="header-anchor" href="#interface-brierscoreoptions" aria-label="Permalink to &quot;Interface: BrierScoreOptions&quot;">​</a></h1><p>Options of <code>brierScore</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>SampleWeightOptions</code></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/BrierScoreOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BrierScoreOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BrierScoreOptions as default
};
