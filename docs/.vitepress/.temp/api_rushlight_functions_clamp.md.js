import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: clamp()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/clamp.md","filePath":"api/rushlight/functions/clamp.md"}');
const _sfc_main = { name: "api/rushlight/functions/clamp.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / clamp</p><h1 id="function-clamp" tabindex="-1">Function: clamp() <a class="header-anchor" href="#function-clamp" aria-label="Permalink to &quot;Function: clamp()&quot;">​</a></h1><blockquote><p><strong>clamp</strong>(<code>x</code>, <code>min?</code>, <code>max?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The elements clamped to [min, max], each a number or a tensor that broadcasts; either may be absent, and where min is above max the result is max. Integers stay integers unless a bound is a fraction; bools become int32. <code>torch.clamp</code> in PyTorch: the gradient passes at the bounds, NaN stays NaN and is what a bound of NaN gives.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="min" tabindex="-1">min? <a class="header-anchor" href="#min" aria-label="Permalink to &quot;min?&quot;">​</a></h3><p><a href="./../type-aliases/Operand.html"><code>Operand</code></a> | <code>null</code></p><h3 id="max" tabindex="-1">max? <a class="header-anchor" href="#max" aria-label="Permalink to &quot;max?&quot;">​</a></h3><p><a href="./../type-aliases/Operand.html"><code>Operand</code></a> | <code>null</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other bounds, or none.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a bound that would take integers out of int32.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/clamp.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const clamp = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  clamp as default
};
