import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/LossOptions.md","filePath":"api/functional/interfaces/LossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/LossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / LossOptions</p><h1 id="interface-lossoptions" tabindex="-1">Interface: LossOptions <a class="header-anchor" href="#interface-lossoptions" aria-label="Permalink to &quot;Interface: LossOptions&quot;">​</a></h1><p>Options that all losses take.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./CTCLossOptions.html"><code>CTCLossOptions</code></a></li><li><a href="./BCELossOptions.html"><code>BCELossOptions</code></a></li><li><a href="./HuberLossOptions.html"><code>HuberLossOptions</code></a></li><li><a href="./SmoothL1LossOptions.html"><code>SmoothL1LossOptions</code></a></li><li><a href="./SigmoidFocalLossOptions.html"><code>SigmoidFocalLossOptions</code></a></li><li><a href="./MarginOptions.html"><code>MarginOptions</code></a></li><li><a href="./GaussianNLLLossOptions.html"><code>GaussianNLLLossOptions</code></a></li><li><a href="./PoissonNLLLossOptions.html"><code>PoissonNLLLossOptions</code></a></li><li><a href="./MultiMarginLossOptions.html"><code>MultiMarginLossOptions</code></a></li><li><a href="./MultiLabelSoftMarginLossOptions.html"><code>MultiLabelSoftMarginLossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="reduction" tabindex="-1">reduction? <a class="header-anchor" href="#reduction" aria-label="Permalink to &quot;reduction?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>reduction?</strong>: <a href="./../type-aliases/Reduction.html"><code>Reduction</code></a></p></blockquote><p>How the elements&#39; losses become one. Default &#39;mean&#39;.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/LossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LossOptions as default
};
