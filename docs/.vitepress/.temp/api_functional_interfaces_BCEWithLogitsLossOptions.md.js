import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BCEWithLogitsLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/BCEWithLogitsLossOptions.md","filePath":"api/functional/interfaces/BCEWithLogitsLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/BCEWithLogitsLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / BCEWithLogitsLossOptions</p><h1 id="interface-bcewithlogitslossoptions" tabindex="-1">Interface: BCEWithLogitsLossOptions <a class="header-anchor" href="#interface-bcewithlogitslossoptions" aria-label="Permalink to &quot;Interface: BCEWithLogitsLossOptions&quot;">​</a></h1><p>Options of <code>binaryCrossEntropyWithLogits</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./BCELossOptions.html"><code>BCELossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="posweight" tabindex="-1">posWeight? <a class="header-anchor" href="#posweight" aria-label="Permalink to &quot;posWeight?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>posWeight?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>How much a yes counts beside a no, such as (C) for C labels; broadcast to the input&#39;s shape. It gets no gradient.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/BCEWithLogitsLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BCEWithLogitsLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BCEWithLogitsLossOptions as default
};
