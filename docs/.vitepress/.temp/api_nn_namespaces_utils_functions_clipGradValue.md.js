import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: clipGradValue_()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/utils/functions/clipGradValue.md","filePath":"api/nn/namespaces/utils/functions/clipGradValue.md"}');
const _sfc_main = { name: "api/nn/namespaces/utils/functions/clipGradValue.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">utils</a> / clipGradValue_</p><h1 id="function-clipgradvalue" tabindex="-1">Function: clipGradValue_() <a class="header-anchor" href="#function-clipgradvalue" aria-label="Permalink to &quot;Function: clipGradValue\\_()&quot;">​</a></h1><blockquote><p><strong>clipGradValue_</strong>(<code>parameters</code>, <code>clipValue</code>): <code>void</code></p></blockquote><p>Clamps the elements of every gradient to [−clipValue, clipValue]. <code>nn.utils.clip_grad_value_</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="parameters-1" tabindex="-1">parameters <a class="header-anchor" href="#parameters-1" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><p><a href="./../type-aliases/Parameters.html"><code>Parameters</code></a></p><h3 id="clipvalue" tabindex="-1">clipValue <a class="header-anchor" href="#clipvalue" aria-label="Permalink to &quot;clipValue&quot;">​</a></h3><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>void</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/utils/functions/clipGradValue.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const clipGradValue = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  clipGradValue as default
};
