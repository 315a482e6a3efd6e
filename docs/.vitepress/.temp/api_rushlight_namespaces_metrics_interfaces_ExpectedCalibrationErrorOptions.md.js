import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExpectedCalibrationErrorOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/ExpectedCalibrationErrorOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/ExpectedCalibrationErrorOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/ExpectedCalibrationErrorOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / ExpectedCalibrationErrorOptions</p><h1 id="interface-expectedcalibrationerroroptions" tabindex="-1">Interface: ExpectedCalibrationErrorOptions <a class="header-anchor" href="#interface-expectedcalibrationerroroptions" aria-label="Permalink to &quot;Interface: ExpectedCalibrationErrorOptions&quot;">​</a></h1><p>Options of <code>expectedCalibrationError</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="nbins" tabindex="-1">nBins? <a class="header-anchor" href="#nbins" aria-label="Permalink to &quot;nBins?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>nBins?</strong>: <code>number</code></p></blockquote><p>How many bins of one width. Default 15.</p><hr><h3 id="norm" tabindex="-1">norm? <a class="header-anchor" href="#norm" aria-label="Permalink to &quot;norm?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>norm?</strong>: <code>&quot;max&quot;</code> | <code>&quot;l1&quot;</code> | <code>&quot;l2&quot;</code></p></blockquote><p>The mean gap (&#39;l1&#39;, the default), the root of the mean squared gap (&#39;l2&#39;), or the greatest (&#39;max&#39;).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/ExpectedCalibrationErrorOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExpectedCalibrationErrorOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExpectedCalibrationErrorOptions as default
};
