import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: log2()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/log2.md","filePath":"api/rushlight/functions/log2.md"}');
const _sfc_main = { name: "api/rushlight/functions/log2.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / log2</p><h1 id="function-log2" tabindex="-1">Function: log2() <a class="header-anchor" href="#function-log2" aria-label="Permalink to &quot;Function: log2()&quot;">​</a></h1><blockquote><p><strong>log2</strong>(<code>x</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The logarithm to base 2; −∞ at 0, NaN below. <code>torch.log2</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/log2.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const log2 = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  log2 as default
};
