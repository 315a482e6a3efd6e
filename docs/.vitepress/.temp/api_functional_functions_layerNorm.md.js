import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: layerNorm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/layerNorm.md","filePath":"api/functional/functions/layerNorm.md"}');
const _sfc_main = { name: "api/functional/functions/layerNorm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / layerNorm</p><h1 id="function-layernorm" tabindex="-1">Function: layerNorm() <a class="header-anchor" href="#function-layernorm" aria-label="Permalink to &quot;Function: layerNorm()&quot;">​</a></h1><blockquote><p><strong>layerNorm</strong>(<code>x</code>, <code>normalizedShape</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>(x − mean)/√(variance + eps)·weight + bias, with mean and variance (the biased one) over the last dims, whose sizes are <code>normalizedShape</code>; weight and bias have that shape. <code>F.layer_norm</code> in PyTorch (Ba, Kiros and Hinton, 2016).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="normalizedshape" tabindex="-1">normalizedShape <a class="header-anchor" href="#normalizedshape" aria-label="Permalink to &quot;normalizedShape&quot;">​</a></h3><p>readonly <code>number</code>[]</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/AffineOptions.html"><code>AffineOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if shapes do not agree.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/layerNorm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const layerNorm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  layerNorm as default
};
