import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: tril()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/tril.md","filePath":"api/rushlight/functions/tril.md"}');
const _sfc_main = { name: "api/rushlight/functions/tril.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / tril</p><h1 id="function-tril" tabindex="-1">Function: tril() <a class="header-anchor" href="#function-tril" aria-label="Permalink to &quot;Function: tril()&quot;">​</a></h1><blockquote><p><strong>tril</strong>(<code>x</code>, <code>diagonal?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The matrices in the last two dims with zeros above a diagonal: the main one (0, if absent), one above it if positive, below it if negative. <code>torch.tril</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="diagonal" tabindex="-1">diagonal? <a class="header-anchor" href="#diagonal" aria-label="Permalink to &quot;diagonal?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for fewer than two dims.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/tril.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const tril = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  tril as default
};
