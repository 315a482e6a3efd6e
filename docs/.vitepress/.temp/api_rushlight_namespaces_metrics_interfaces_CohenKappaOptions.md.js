import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CohenKappaOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/CohenKappaOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/CohenKappaOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/CohenKappaOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / CohenKappaOptions</p><h1 id="interface-cohenkappaoptions" tabindex="-1">Interface: CohenKappaOptions <a class="header-anchor" href="#interface-cohenkappaoptions" aria-label="Permalink to &quot;Interface: CohenKappaOptions&quot;">​</a></h1><p>Options of <code>cohenKappa</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>ClassOptions</code></li><li><code>SampleWeightOptions</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="weights" tabindex="-1">weights? <a class="header-anchor" href="#weights" aria-label="Permalink to &quot;weights?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weights?</strong>: <code>&quot;linear&quot;</code> | <code>&quot;quadratic&quot;</code></p></blockquote><p>How much worse a class farther away is, by its place among the classes that occur: &#39;linear&#39; or &#39;quadratic&#39;; all others are as bad if absent.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/CohenKappaOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CohenKappaOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CohenKappaOptions as default
};
