import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: adaptiveAvgPool2d()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/adaptiveAvgPool2d.md","filePath":"api/functional/functions/adaptiveAvgPool2d.md"}');
const _sfc_main = { name: "api/functional/functions/adaptiveAvgPool2d.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / adaptiveAvgPool2d</p><h1 id="function-adaptiveavgpool2d" tabindex="-1">Function: adaptiveAvgPool2d() <a class="header-anchor" href="#function-adaptiveavgpool2d" aria-label="Permalink to &quot;Function: adaptiveAvgPool2d()&quot;">​</a></h1><blockquote><p><strong>adaptiveAvgPool2d</strong>(<code>x</code>, <code>outputSize</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Means of windows chosen so that the result has the requested size, whatever the input&#39;s; null keeps a size. Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). <code>F.adaptive_avg_pool2d</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="outputsize" tabindex="-1">outputSize <a class="header-anchor" href="#outputsize" aria-label="Permalink to &quot;outputSize&quot;">​</a></h3><p><a href="./../type-aliases/AdaptiveSize.html"><code>AdaptiveSize</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/adaptiveAvgPool2d.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const adaptiveAvgPool2d = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  adaptiveAvgPool2d as default
};
