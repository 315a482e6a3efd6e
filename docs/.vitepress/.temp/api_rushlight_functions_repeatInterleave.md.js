import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: repeatInterleave()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/repeatInterleave.md","filePath":"api/rushlight/functions/repeatInterleave.md"}');
const _sfc_main = { name: "api/rushlight/functions/repeatInterleave.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / repeatInterleave</p><h1 id="function-repeatinterleave" tabindex="-1">Function: repeatInterleave() <a class="header-anchor" href="#function-repeatinterleave" aria-label="Permalink to &quot;Function: repeatInterleave()&quot;">​</a></h1><blockquote><p><strong>repeatInterleave</strong>(<code>x</code>, <code>repeats</code>, <code>dim?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Each index of <code>dim</code> <code>repeats</code> times: a number, or an int32 tensor of one element or of one for each index. Without a dim, the tensor is flattened. <code>torch.repeat_interleave</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="repeats" tabindex="-1">repeats <a class="header-anchor" href="#repeats" aria-label="Permalink to &quot;repeats&quot;">​</a></h3><p><code>number</code> | <a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><code>number</code> | <code>null</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless repeats are a number or int32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a negative one, or a length that does not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/repeatInterleave.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const repeatInterleave = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  repeatInterleave as default
};
