import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: split()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/split.md","filePath":"api/rushlight/functions/split.md"}');
const _sfc_main = { name: "api/rushlight/functions/split.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / split</p><h1 id="function-split" tabindex="-1">Function: split() <a class="header-anchor" href="#function-split" aria-label="Permalink to &quot;Function: split()&quot;">​</a></h1><blockquote><p><strong>split</strong>(<code>x</code>, <code>size</code>, <code>dim?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote><p>Consecutive parts of <code>dim</code>: of <code>size</code> each (the last may be smaller), or of the sizes listed. No copy. <code>torch.split</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="size" tabindex="-1">size <a class="header-anchor" href="#size" aria-label="Permalink to &quot;size&quot;">​</a></h3><p><code>number</code> | readonly <code>number</code>[]</p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/split.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const split = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  split as default
};
