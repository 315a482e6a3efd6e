import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: clipGradNorm_()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/utils/functions/clipGradNorm.md","filePath":"api/nn/namespaces/utils/functions/clipGradNorm.md"}');
const _sfc_main = { name: "api/nn/namespaces/utils/functions/clipGradNorm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">utils</a> / clipGradNorm_</p><h1 id="function-clipgradnorm" tabindex="-1">Function: clipGradNorm_() <a class="header-anchor" href="#function-clipgradnorm" aria-label="Permalink to &quot;Function: clipGradNorm\\_()&quot;">​</a></h1><blockquote><p><strong>clipGradNorm_</strong>(<code>parameters</code>, <code>maxNorm</code>, <code>options?</code>): <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Scales all gradients by min(1, maxNorm/(norm + 1e-6)), so that their norm as one vector is at most maxNorm. <code>nn.utils.clip_grad_norm_</code> in PyTorch (Pascanu et al., 2012).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="parameters-1" tabindex="-1">parameters <a class="header-anchor" href="#parameters-1" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><p><a href="./../type-aliases/Parameters.html"><code>Parameters</code></a></p><h3 id="maxnorm" tabindex="-1">maxNorm <a class="header-anchor" href="#maxnorm" aria-label="Permalink to &quot;maxNorm&quot;">​</a></h3><p><code>number</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/ClipGradNormOptions.html"><code>ClipGradNormOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><p>the norm before clipping, a scalar tensor.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if <code>errorIfNonfinite</code> is set and the norm is not finite.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/utils/functions/clipGradNorm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const clipGradNorm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  clipGradNorm as default
};
