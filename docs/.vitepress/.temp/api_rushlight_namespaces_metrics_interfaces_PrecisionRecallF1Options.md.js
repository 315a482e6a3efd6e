import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PrecisionRecallF1Options","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1Options.md","filePath":"api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1Options.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1Options.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / PrecisionRecallF1Options</p><h1 id="interface-precisionrecallf1options" tabindex="-1">Interface: PrecisionRecallF1Options <a class="header-anchor" href="#interface-precisionrecallf1options" aria-label="Permalink to &quot;Interface: PrecisionRecallF1Options&quot;">​</a></h1><p>Options of <code>precisionRecallF1</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>CountOptions</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="zerodivision" tabindex="-1">zeroDivision? <a class="header-anchor" href="#zerodivision" aria-label="Permalink to &quot;zeroDivision?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>zeroDivision?</strong>: <code>number</code></p></blockquote><p>What stands for 0/0: 0 if absent, 1, or NaN, which means then leave out.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1Options.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PrecisionRecallF1Options = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PrecisionRecallF1Options as default
};
