import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TripletMarginLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/TripletMarginLossOptions.md","filePath":"api/functional/interfaces/TripletMarginLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/TripletMarginLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / TripletMarginLossOptions</p><h1 id="interface-tripletmarginlossoptions" tabindex="-1">Interface: TripletMarginLossOptions <a class="header-anchor" href="#interface-tripletmarginlossoptions" aria-label="Permalink to &quot;Interface: TripletMarginLossOptions&quot;">​</a></h1><p>Options of <code>tripletMarginLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./MarginOptions.html"><code>MarginOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Added to every difference. Default 1e-6.</p><hr><h3 id="p" tabindex="-1">p? <a class="header-anchor" href="#p" aria-label="Permalink to &quot;p?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>p?</strong>: <code>number</code></p></blockquote><p>The norm that distances are measured by. Default 2.</p><hr><h3 id="swap" tabindex="-1">swap? <a class="header-anchor" href="#swap" aria-label="Permalink to &quot;swap?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>swap?</strong>: <code>boolean</code></p></blockquote><p>The negative&#39;s distance is that from the anchor or the positive, whichever is less. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/TripletMarginLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TripletMarginLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TripletMarginLossOptions as default
};
