import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: interpolate()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/interpolate.md","filePath":"api/functional/functions/interpolate.md"}');
const _sfc_main = { name: "api/functional/functions/interpolate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / interpolate</p><h1 id="function-interpolate" tabindex="-1">Function: interpolate() <a class="header-anchor" href="#function-interpolate" aria-label="Permalink to &quot;Function: interpolate()&quot;">​</a></h1><blockquote><p><strong>interpolate</strong>(<code>x</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The input in another size, each element being the input&#39;s at the same share of the way, rounded down. Shapes: x (N, C, L) or (N, C, H, W); the result has the sizes <code>size</code>, or ⌊size·scaleFactor⌋. The gradient of an element is the sum of those of its copies. <code>F.interpolate</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/InterpolateOptions.html"><code>InterpolateOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless x is float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for other dims, unless one of <code>size</code> and <code>scaleFactor</code> is given, and for a result without elements.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/interpolate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const interpolate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  interpolate as default
};
