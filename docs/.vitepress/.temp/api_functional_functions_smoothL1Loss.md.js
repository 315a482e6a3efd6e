import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: smoothL1Loss()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/smoothL1Loss.md","filePath":"api/functional/functions/smoothL1Loss.md"}');
const _sfc_main = { name: "api/functional/functions/smoothL1Loss.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / smoothL1Loss</p><h1 id="function-smoothl1loss" tabindex="-1">Function: smoothL1Loss() <a class="header-anchor" href="#function-smoothl1loss" aria-label="Permalink to &quot;Function: smoothL1Loss()&quot;">​</a></h1><blockquote><p><strong>smoothL1Loss</strong>(<code>input</code>, <code>target</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>½d²/beta where |d| &lt; beta, |d| − ½beta beyond, for d = x − y; with beta 0 it is <code>l1Loss</code>. Shapes and errors as of <code>mseLoss</code>. <code>F.smooth_l1_loss</code> in PyTorch (Girshick, 2015).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/SmoothL1LossOptions.html"><code>SmoothL1LossOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if beta is negative.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/smoothL1Loss.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const smoothL1Loss = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  smoothL1Loss as default
};
