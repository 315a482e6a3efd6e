import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RocCurveOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/RocCurveOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/RocCurveOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/RocCurveOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / RocCurveOptions</p><h1 id="interface-roccurveoptions" tabindex="-1">Interface: RocCurveOptions <a class="header-anchor" href="#interface-roccurveoptions" aria-label="Permalink to &quot;Interface: RocCurveOptions&quot;">​</a></h1><p>Options of <code>rocCurve</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>SampleWeightOptions</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dropintermediate" tabindex="-1">dropIntermediate? <a class="header-anchor" href="#dropintermediate" aria-label="Permalink to &quot;dropIntermediate?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dropIntermediate?</strong>: <code>boolean</code></p></blockquote><p>Leave out points on the line between their neighbours. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/RocCurveOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RocCurveOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RocCurveOptions as default
};
