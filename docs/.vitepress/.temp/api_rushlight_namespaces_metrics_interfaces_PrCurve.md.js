import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PrCurve","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/PrCurve.md","filePath":"api/rushlight/namespaces/metrics/interfaces/PrCurve.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/PrCurve.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / PrCurve</p><h1 id="interface-prcurve" tabindex="-1">Interface: PrCurve <a class="header-anchor" href="#interface-prcurve" aria-label="Permalink to &quot;Interface: PrCurve&quot;">​</a></h1><p>What <code>prCurve</code> returns: a point for each threshold, and (0, 1) at the end.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="precision" tabindex="-1">precision <a class="header-anchor" href="#precision" aria-label="Permalink to &quot;precision&quot;">​</a></h3><blockquote><p><strong>precision</strong>: <code>number</code>[]</p></blockquote><p>Of what has at least each threshold, the part of class 1; then 1.</p><hr><h3 id="recall" tabindex="-1">recall <a class="header-anchor" href="#recall" aria-label="Permalink to &quot;recall&quot;">​</a></h3><blockquote><p><strong>recall</strong>: <code>number</code>[]</p></blockquote><p>The part of class 1 with at least each threshold; then 0.</p><hr><h3 id="thresholds" tabindex="-1">thresholds <a class="header-anchor" href="#thresholds" aria-label="Permalink to &quot;thresholds&quot;">​</a></h3><blockquote><p><strong>thresholds</strong>: <code>number</code>[]</p></blockquote><p>Rising scores, one fewer than points.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/PrCurve.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PrCurve = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PrCurve as default
};
