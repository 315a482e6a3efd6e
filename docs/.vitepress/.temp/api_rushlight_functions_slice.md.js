import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: slice()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/slice.md","filePath":"api/rushlight/functions/slice.md"}');
const _sfc_main = { name: "api/rushlight/functions/slice.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / slice</p><h1 id="function-slice" tabindex="-1">Function: slice() <a class="header-anchor" href="#function-slice" aria-label="Permalink to &quot;Function: slice()&quot;">​</a></h1><blockquote><p><strong>slice</strong>(<code>x</code>, <code>dim</code>, <code>start?</code>, <code>end?</code>, <code>step?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The indices of <code>dim</code> from <code>start</code> to <code>end</code> (exclusive) by <code>step</code>; negative bounds count from the end and both are clipped, as in Python&#39;s <code>x[start:end:step]</code>. No copy.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim&quot;">​</a></h3><p><code>number</code></p><h3 id="start" tabindex="-1">start? <a class="header-anchor" href="#start" aria-label="Permalink to &quot;start?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h3 id="end" tabindex="-1">end? <a class="header-anchor" href="#end" aria-label="Permalink to &quot;end?&quot;">​</a></h3><p><code>number</code></p><h3 id="step" tabindex="-1">step? <a class="header-anchor" href="#step" aria-label="Permalink to &quot;step?&quot;">​</a></h3><p><code>number</code> = <code>1</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/slice.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const slice = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  slice as default
};
