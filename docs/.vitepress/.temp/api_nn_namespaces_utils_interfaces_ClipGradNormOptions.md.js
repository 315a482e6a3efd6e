import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ClipGradNormOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/utils/interfaces/ClipGradNormOptions.md","filePath":"api/nn/namespaces/utils/interfaces/ClipGradNormOptions.md"}');
const _sfc_main = { name: "api/nn/namespaces/utils/interfaces/ClipGradNormOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">utils</a> / ClipGradNormOptions</p><h1 id="interface-clipgradnormoptions" tabindex="-1">Interface: ClipGradNormOptions <a class="header-anchor" href="#interface-clipgradnormoptions" aria-label="Permalink to &quot;Interface: ClipGradNormOptions&quot;">​</a></h1><p>Options of <code>clipGradNorm_</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="errorifnonfinite" tabindex="-1">errorIfNonfinite? <a class="header-anchor" href="#errorifnonfinite" aria-label="Permalink to &quot;errorIfNonfinite?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>errorIfNonfinite?</strong>: <code>boolean</code></p></blockquote><p>Whether to throw, before anything is changed, if the norm is NaN or infinite. Default false.</p><hr><h3 id="normtype" tabindex="-1">normType? <a class="header-anchor" href="#normtype" aria-label="Permalink to &quot;normType?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>normType?</strong>: <code>number</code></p></blockquote><p>The p of the p-norm; Infinity for the maximum. Default 2.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/utils/interfaces/ClipGradNormOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ClipGradNormOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ClipGradNormOptions as default
};
