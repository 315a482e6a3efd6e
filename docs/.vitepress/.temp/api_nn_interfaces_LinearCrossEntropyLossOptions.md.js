import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LinearCrossEntropyLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/LinearCrossEntropyLossOptions.md","filePath":"api/nn/interfaces/LinearCrossEntropyLossOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/LinearCrossEntropyLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / LinearCrossEntropyLossOptions</p><h1 id="interface-linearcrossentropylossoptions" tabindex="-1">Interface: LinearCrossEntropyLossOptions <a class="header-anchor" href="#interface-linearcrossentropylossoptions" aria-label="Permalink to &quot;Interface: LinearCrossEntropyLossOptions&quot;">​</a></h1><p>Options of <code>LinearCrossEntropyLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Omit</code>&lt;<a href="./../../functional/interfaces/LinearCrossEntropyOptions.html"><code>LinearCrossEntropyOptions</code></a>, <code>&quot;bias&quot;</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="bias" tabindex="-1">bias? <a class="header-anchor" href="#bias" aria-label="Permalink to &quot;bias?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>bias?</strong>: <code>boolean</code></p></blockquote><p>Whether the layer has a bias. Default false, as in PyTorch.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/LinearCrossEntropyLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LinearCrossEntropyLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LinearCrossEntropyLossOptions as default
};
