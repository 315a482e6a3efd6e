import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CalibrationCurveOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/CalibrationCurveOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/CalibrationCurveOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/CalibrationCurveOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / CalibrationCurveOptions</p><h1 id="interface-calibrationcurveoptions" tabindex="-1">Interface: CalibrationCurveOptions <a class="header-anchor" href="#interface-calibrationcurveoptions" aria-label="Permalink to &quot;Interface: CalibrationCurveOptions&quot;">​</a></h1><p>Options of <code>calibrationCurve</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="nbins" tabindex="-1">nBins? <a class="header-anchor" href="#nbins" aria-label="Permalink to &quot;nBins?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>nBins?</strong>: <code>number</code></p></blockquote><p>How many bins. Default 5.</p><hr><h3 id="strategy" tabindex="-1">strategy? <a class="header-anchor" href="#strategy" aria-label="Permalink to &quot;strategy?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>strategy?</strong>: <code>&quot;uniform&quot;</code> | <code>&quot;quantile&quot;</code></p></blockquote><p>Bins of one width (&#39;uniform&#39;, the default) or of one number of samples (&#39;quantile&#39;).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/CalibrationCurveOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CalibrationCurveOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CalibrationCurveOptions as default
};
