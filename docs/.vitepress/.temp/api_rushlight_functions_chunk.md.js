import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: chunk()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/chunk.md","filePath":"api/rushlight/functions/chunk.md"}');
const _sfc_main = { name: "api/rushlight/functions/chunk.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / chunk</p><h1 id="function-chunk" tabindex="-1">Function: chunk() <a class="header-anchor" href="#function-chunk" aria-label="Permalink to &quot;Function: chunk()&quot;">​</a></h1><blockquote><p><strong>chunk</strong>(<code>x</code>, <code>chunks</code>, <code>dim?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote><p>At most <code>chunks</code> consecutive parts of <code>dim</code> of one size (the last may be smaller); <code>chunks</code> empty ones of an empty dim. No copy. <code>torch.chunk</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="chunks" tabindex="-1">chunks <a class="header-anchor" href="#chunks" aria-label="Permalink to &quot;chunks&quot;">​</a></h3><p><code>number</code></p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/chunk.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const chunk = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  chunk as default
};
