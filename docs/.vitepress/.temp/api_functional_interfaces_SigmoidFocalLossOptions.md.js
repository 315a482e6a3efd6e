import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SigmoidFocalLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/SigmoidFocalLossOptions.md","filePath":"api/functional/interfaces/SigmoidFocalLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/SigmoidFocalLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / SigmoidFocalLossOptions</p><h1 id="interface-sigmoidfocallossoptions" tabindex="-1">Interface: SigmoidFocalLossOptions <a class="header-anchor" href="#interface-sigmoidfocallossoptions" aria-label="Permalink to &quot;Interface: SigmoidFocalLossOptions&quot;">​</a></h1><p>Options of <code>sigmoidFocalLoss</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LossOptions.html"><code>LossOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="alpha" tabindex="-1">alpha? <a class="header-anchor" href="#alpha" aria-label="Permalink to &quot;alpha?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>alpha?</strong>: <code>number</code></p></blockquote><p>The weight of a yes, that of a no being 1 − alpha. Default 0.25, and no weights below 0.</p><hr><h3 id="gamma" tabindex="-1">gamma? <a class="header-anchor" href="#gamma" aria-label="Permalink to &quot;gamma?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>gamma?</strong>: <code>number</code></p></blockquote><p>How much less counts what is answered well: 2 if absent, 0 for not at all.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/SigmoidFocalLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SigmoidFocalLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SigmoidFocalLossOptions as default
};
