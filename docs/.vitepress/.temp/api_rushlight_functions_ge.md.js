import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: ge()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/ge.md","filePath":"api/rushlight/functions/ge.md"}');
const _sfc_main = { name: "api/rushlight/functions/ge.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / ge</p><h1 id="function-ge" tabindex="-1">Function: ge() <a class="header-anchor" href="#function-ge" aria-label="Permalink to &quot;Function: ge()&quot;">​</a></h1><blockquote><p><strong>ge</strong>(<code>a</code>, <code>b</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>a ≥ b with broadcasting. <code>torch.ge</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="a" tabindex="-1">a <a class="header-anchor" href="#a" aria-label="Permalink to &quot;a&quot;">​</a></h3><p><a href="./../type-aliases/Operand.html"><code>Operand</code></a></p><h3 id="b" tabindex="-1">b <a class="header-anchor" href="#b" aria-label="Permalink to &quot;b&quot;">​</a></h3><p><a href="./../type-aliases/Operand.html"><code>Operand</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/ge.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ge = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ge as default
};
