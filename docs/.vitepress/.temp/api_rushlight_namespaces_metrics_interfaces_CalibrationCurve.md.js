import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CalibrationCurve","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/CalibrationCurve.md","filePath":"api/rushlight/namespaces/metrics/interfaces/CalibrationCurve.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/CalibrationCurve.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / CalibrationCurve</p><h1 id="interface-calibrationcurve" tabindex="-1">Interface: CalibrationCurve <a class="header-anchor" href="#interface-calibrationcurve" aria-label="Permalink to &quot;Interface: CalibrationCurve&quot;">​</a></h1><p>What <code>calibrationCurve</code> returns: a point for each bin that has samples.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="probpred" tabindex="-1">probPred <a class="header-anchor" href="#probpred" aria-label="Permalink to &quot;probPred&quot;">​</a></h3><blockquote><p><strong>probPred</strong>: <code>number</code>[]</p></blockquote><p>The mean probability in each bin.</p><hr><h3 id="probtrue" tabindex="-1">probTrue <a class="header-anchor" href="#probtrue" aria-label="Permalink to &quot;probTrue&quot;">​</a></h3><blockquote><p><strong>probTrue</strong>: <code>number</code>[]</p></blockquote><p>The part of class 1 in each bin.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/CalibrationCurve.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CalibrationCurve = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CalibrationCurve as default
};
