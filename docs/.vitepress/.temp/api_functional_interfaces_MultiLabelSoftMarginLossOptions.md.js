import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MultiLabelSoftMarginLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/MultiLabelSoftMarginLossOptions.md","filePath":"api/functional/interfaces/MultiLabelSoftMarginLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/MultiLabelSoftMarginLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / MultiLabelSoftMarginLossOptions</p><h1 id="interface-multilabelsoftmarginlossoptions" tabindex="-1">Interface: MultiLabelSoftMarginLossOptions <a class="header-anchor" href="#interface-multilabelsoftmarginlossoptions" aria-label="Permalink to &quot;Interface: MultiLabelSoftMarginLossOptions&quot;">​</a></h1><p>Options of <code>multilabelSoftMarginLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="weight" tabindex="-1">weight? <a class="header-anchor" href="#weight" aria-label="Permalink to &quot;weight?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weight?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>A weight for each class, such as (C); broadcast to the input&#39;s shape. It gets no gradient.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/MultiLabelSoftMarginLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MultiLabelSoftMarginLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MultiLabelSoftMarginLossOptions as default
};
