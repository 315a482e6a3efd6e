import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: mean()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/mean.md","filePath":"api/rushlight/functions/mean.md"}');
const _sfc_main = { name: "api/rushlight/functions/mean.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / mean</p><h1 id="function-mean" tabindex="-1">Function: mean() <a class="header-anchor" href="#function-mean" aria-label="Permalink to &quot;Function: mean()&quot;">​</a></h1><blockquote><p><strong>mean</strong>(<code>x</code>, <code>dim?</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The mean over <code>dim</code> (one, several, or all); NaN of no elements. <code>torch.mean</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><a href="./../type-aliases/Dims.html"><code>Dims</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/ReduceOptions.html"><code>ReduceOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless float32.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/mean.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const mean = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  mean as default
};
