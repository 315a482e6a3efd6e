import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MarginOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/MarginOptions.md","filePath":"api/functional/interfaces/MarginOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/MarginOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / MarginOptions</p><h1 id="interface-marginoptions" tabindex="-1">Interface: MarginOptions <a class="header-anchor" href="#interface-marginoptions" aria-label="Permalink to &quot;Interface: MarginOptions&quot;">​</a></h1><p>Options of the losses with a margin.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./TripletMarginLossOptions.html"><code>TripletMarginLossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="margin" tabindex="-1">margin? <a class="header-anchor" href="#margin" aria-label="Permalink to &quot;margin?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>margin?</strong>: <code>number</code></p></blockquote><p>How far apart is far enough.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/MarginOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MarginOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MarginOptions as default
};
