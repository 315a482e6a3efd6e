import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: onesLike()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/onesLike.md","filePath":"api/rushlight/functions/onesLike.md"}');
const _sfc_main = { name: "api/rushlight/functions/onesLike.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / onesLike</p><h1 id="function-oneslike" tabindex="-1">Function: onesLike() <a class="header-anchor" href="#function-oneslike" aria-label="Permalink to &quot;Function: onesLike()&quot;">​</a></h1><blockquote><p><strong>onesLike</strong>(<code>t</code>, <code>o?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Ones of the shape and type of <code>t</code>. <code>torch.ones_like</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">t <a class="header-anchor" href="#t" aria-label="Permalink to &quot;t&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="o" tabindex="-1">o? <a class="header-anchor" href="#o" aria-label="Permalink to &quot;o?&quot;">​</a></h3><p><a href="./../interfaces/TensorOptions.html"><code>TensorOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/onesLike.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const onesLike = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  onesLike as default
};
