import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: parametersToVector()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/utils/functions/parametersToVector.md","filePath":"api/nn/namespaces/utils/functions/parametersToVector.md"}');
const _sfc_main = { name: "api/nn/namespaces/utils/functions/parametersToVector.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">utils</a> / parametersToVector</p><h1 id="function-parameterstovector" tabindex="-1">Function: parametersToVector() <a class="header-anchor" href="#function-parameterstovector" aria-label="Permalink to &quot;Function: parametersToVector()&quot;">​</a></h1><blockquote><p><strong>parametersToVector</strong>(<code>parameters</code>): <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>All parameters concatenated to one vector; gradients flow through it. <code>nn.utils.parameters_to_vector</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="parameters-1" tabindex="-1">parameters <a class="header-anchor" href="#parameters-1" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><p><a href="./../type-aliases/Parameters.html"><code>Parameters</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if there are none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/utils/functions/parametersToVector.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const parametersToVector = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  parametersToVector as default
};
