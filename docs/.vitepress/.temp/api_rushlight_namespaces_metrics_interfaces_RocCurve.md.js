import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RocCurve","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/RocCurve.md","filePath":"api/rushlight/namespaces/metrics/interfaces/RocCurve.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/RocCurve.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / RocCurve</p><h1 id="interface-roccurve" tabindex="-1">Interface: RocCurve <a class="header-anchor" href="#interface-roccurve" aria-label="Permalink to &quot;Interface: RocCurve&quot;">​</a></h1><p>What <code>rocCurve</code> returns: a point for each threshold, the first being (0, 0).</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="fpr" tabindex="-1">fpr <a class="header-anchor" href="#fpr" aria-label="Permalink to &quot;fpr&quot;">​</a></h3><blockquote><p><strong>fpr</strong>: <code>number</code>[]</p></blockquote><p>The part of class 0 with at least each threshold.</p><hr><h3 id="thresholds" tabindex="-1">thresholds <a class="header-anchor" href="#thresholds" aria-label="Permalink to &quot;thresholds&quot;">​</a></h3><blockquote><p><strong>thresholds</strong>: <code>number</code>[]</p></blockquote><p>Falling scores, after Infinity.</p><hr><h3 id="tpr" tabindex="-1">tpr <a class="header-anchor" href="#tpr" aria-label="Permalink to &quot;tpr&quot;">​</a></h3><blockquote><p><strong>tpr</strong>: <code>number</code>[]</p></blockquote><p>The part of class 1 with at least each threshold.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/RocCurve.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RocCurve = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RocCurve as default
};
