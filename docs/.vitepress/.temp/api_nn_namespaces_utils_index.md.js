import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"utils","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/utils/index.md","filePath":"api/nn/namespaces/utils/index.md"}');
const _sfc_main = { name: "api/nn/namespaces/utils/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../">rushlight</a> / <a href="./../../">nn</a> / utils</p><h1 id="utils" tabindex="-1">utils <a class="header-anchor" href="#utils" aria-label="Permalink to &quot;utils&quot;">​</a></h1><h2 id="initialization-and-utilities" tabindex="-1">Initialization and utilities <a class="header-anchor" href="#initialization-and-utilities" aria-label="Permalink to &quot;Initialization and utilities&quot;">​</a></h2><ul><li><a href="./interfaces/ClipGradNormOptions.html">ClipGradNormOptions</a></li><li><a href="./type-aliases/Parameters.html">Parameters</a></li><li><a href="./functions/clipGradNorm.html">clipGradNorm_</a></li><li><a href="./functions/clipGradValue.html">clipGradValue_</a></li><li><a href="./functions/parametersToVector.html">parametersToVector</a></li><li><a href="./functions/vectorToParameters.html">vectorToParameters</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/utils/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
