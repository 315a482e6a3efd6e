import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: convTranspose1d()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/convTranspose1d.md","filePath":"api/functional/functions/convTranspose1d.md"}');
const _sfc_main = { name: "api/functional/functions/convTranspose1d.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / convTranspose1d</p><h1 id="function-convtranspose1d" tabindex="-1">Function: convTranspose1d() <a class="header-anchor" href="#function-convtranspose1d" aria-label="Permalink to &quot;Function: convTranspose1d()&quot;">​</a></h1><blockquote><p><strong>convTranspose1d</strong>(<code>x</code>, <code>weight</code>, <code>bias?</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Adds each element&#39;s multiple of the weights to where <code>conv1d</code> would have read them: its gradient as a layer, which makes sequences longer. Shapes: x (N, C, L) or (C, L), weight (C, O / groups, k), bias (O), result (N, O, OL) or (O, OL) with OL = (L − 1)·stride − 2·padding + dilation·(k − 1) + outputPadding + 1. <code>F.conv_transpose1d</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="weight" tabindex="-1">weight <a class="header-anchor" href="#weight" aria-label="Permalink to &quot;weight&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="bias" tabindex="-1">bias? <a class="header-anchor" href="#bias" aria-label="Permalink to &quot;bias?&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../type-aliases/ConvTranspose1dOptions.html"><code>ConvTranspose1dOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if shapes do not agree, if <code>outputPadding</code> is not less than stride or dilation, or if nothing is left of the result.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/convTranspose1d.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const convTranspose1d = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  convTranspose1d as default
};
