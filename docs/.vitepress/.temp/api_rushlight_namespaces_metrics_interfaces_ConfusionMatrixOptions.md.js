import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ConfusionMatrixOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/ConfusionMatrixOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/ConfusionMatrixOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/ConfusionMatrixOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / ConfusionMatrixOptions</p><h1 id="interface-confusionmatrixoptions" tabindex="-1">Interface: ConfusionMatrixOptions <a class="header-anchor" href="#interface-confusionmatrixoptions" aria-label="Permalink to &quot;Interface: ConfusionMatrixOptions&quot;">​</a></h1><p>Options of <code>confusionMatrix</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>CountOptions</code></li><li><code>SampleWeightOptions</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="normalize" tabindex="-1">normalize? <a class="header-anchor" href="#normalize" aria-label="Permalink to &quot;normalize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>normalize?</strong>: <code>&quot;all&quot;</code> | <code>&quot;true&quot;</code> | <code>&quot;pred&quot;</code></p></blockquote><p>Divide by what was of each class (&#39;true&#39;), by what was taken for it (&#39;pred&#39;) or by all; 0/0 is 0. Default: counts.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/ConfusionMatrixOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ConfusionMatrixOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ConfusionMatrixOptions as default
};
