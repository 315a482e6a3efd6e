import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: bincount()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/bincount.md","filePath":"api/rushlight/functions/bincount.md"}');
const _sfc_main = { name: "api/rushlight/functions/bincount.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / bincount</p><h1 id="function-bincount" tabindex="-1">Function: bincount() <a class="header-anchor" href="#function-bincount" aria-label="Permalink to &quot;Function: bincount()&quot;">​</a></h1><blockquote><p><strong>bincount</strong>(<code>x</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>How often each number from 0 to the greatest occurs in an int32 vector; with <code>weights</code>, the sums of these. <code>torch.bincount</code> in PyTorch. Gives int32, or float32 of weights.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/BincountOptions.html"><code>BincountOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless int32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a negative number, another shape than a vector&#39;s, or weights of another shape.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/bincount.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const bincount = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  bincount as default
};
