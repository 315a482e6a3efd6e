import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PoissonNLLLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/PoissonNLLLossOptions.md","filePath":"api/functional/interfaces/PoissonNLLLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/PoissonNLLLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / PoissonNLLLossOptions</p><h1 id="interface-poissonnlllossoptions" tabindex="-1">Interface: PoissonNLLLossOptions <a class="header-anchor" href="#interface-poissonnlllossoptions" aria-label="Permalink to &quot;Interface: PoissonNLLLossOptions&quot;">​</a></h1><p>Options of <code>poissonNllLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Added to rates before their logarithm. Default 1e-8.</p><hr><h3 id="full" tabindex="-1">full? <a class="header-anchor" href="#full" aria-label="Permalink to &quot;full?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>full?</strong>: <code>boolean</code></p></blockquote><p>Adds Stirling&#39;s approximation of ln y! where the count y is above 1. Default false.</p><hr><h3 id="loginput" tabindex="-1">logInput? <a class="header-anchor" href="#loginput" aria-label="Permalink to &quot;logInput?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>logInput?</strong>: <code>boolean</code></p></blockquote><p>The input is the logarithm of the rate. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/PoissonNLLLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PoissonNLLLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PoissonNLLLossOptions as default
};
