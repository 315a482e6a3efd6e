import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: unflatten()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/unflatten.md","filePath":"api/rushlight/functions/unflatten.md"}');
const _sfc_main = { name: "api/rushlight/functions/unflatten.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / unflatten</p><h1 id="function-unflatten" tabindex="-1">Function: unflatten() <a class="header-anchor" href="#function-unflatten" aria-label="Permalink to &quot;Function: unflatten()&quot;">​</a></h1><blockquote><p><strong>unflatten</strong>(<code>x</code>, <code>dim</code>, <code>sizes</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p><code>dim</code> split into dims of the given sizes, one of which may be −1; no copy. <code>torch.unflatten</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim&quot;">​</a></h3><p><code>number</code></p><h3 id="sizes" tabindex="-1">sizes <a class="header-anchor" href="#sizes" aria-label="Permalink to &quot;sizes&quot;">​</a></h3><p><a href="./../type-aliases/Shape.html"><code>Shape</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> unless the sizes multiply to that of <code>dim</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/unflatten.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const unflatten = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  unflatten as default
};
