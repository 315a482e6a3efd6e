import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BalancedAccuracyOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/BalancedAccuracyOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/BalancedAccuracyOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/BalancedAccuracyOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / BalancedAccuracyOptions</p><h1 id="interface-balancedaccuracyoptions" tabindex="-1">Interface: BalancedAccuracyOptions <a class="header-anchor" href="#interface-balancedaccuracyoptions" aria-label="Permalink to &quot;Interface: BalancedAccuracyOptions&quot;">​</a></h1><p>Options of <code>balancedAccuracy</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>ClassOptions</code></li><li><code>SampleWeightOptions</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="adjusted" tabindex="-1">adjusted? <a class="header-anchor" href="#adjusted" aria-label="Permalink to &quot;adjusted?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>adjusted?</strong>: <code>boolean</code></p></blockquote><p>Scale so that guessing gives 0 and perfection 1. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/BalancedAccuracyOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BalancedAccuracyOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BalancedAccuracyOptions as default
};
