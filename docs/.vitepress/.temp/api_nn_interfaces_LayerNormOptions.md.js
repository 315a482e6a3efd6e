import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LayerNormOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/LayerNormOptions.md","filePath":"api/nn/interfaces/LayerNormOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/LayerNormOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / LayerNormOptions</p><h1 id="interface-layernormoptions" tabindex="-1">Interface: LayerNormOptions <a class="header-anchor" href="#interface-layernormoptions" aria-label="Permalink to &quot;Interface: LayerNormOptions&quot;">​</a></h1><p>Options of LayerNorm.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="bias" tabindex="-1">bias? <a class="header-anchor" href="#bias" aria-label="Permalink to &quot;bias?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>bias?</strong>: <code>boolean</code></p></blockquote><p>Whether there is a bias where there is a weight. Default true.</p><hr><h3 id="elementwiseaffine" tabindex="-1">elementwiseAffine? <a class="header-anchor" href="#elementwiseaffine" aria-label="Permalink to &quot;elementwiseAffine?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>elementwiseAffine?</strong>: <code>boolean</code></p></blockquote><p>Whether there are weight and bias. Default true.</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Is added to the variance. Default 1e-5.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/LayerNormOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LayerNormOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LayerNormOptions as default
};
