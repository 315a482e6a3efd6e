import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: log1p()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/log1p.md","filePath":"api/rushlight/functions/log1p.md"}');
const _sfc_main = { name: "api/rushlight/functions/log1p.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / log1p</p><h1 id="function-log1p" tabindex="-1">Function: log1p() <a class="header-anchor" href="#function-log1p" aria-label="Permalink to &quot;Function: log1p()&quot;">​</a></h1><blockquote><p><strong>log1p</strong>(<code>x</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>ln(1 + x), exact near 0. <code>torch.log1p</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/log1p.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const log1p = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  log1p as default
};
