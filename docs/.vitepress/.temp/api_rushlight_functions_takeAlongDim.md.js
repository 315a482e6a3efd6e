import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: takeAlongDim()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/takeAlongDim.md","filePath":"api/rushlight/functions/takeAlongDim.md"}');
const _sfc_main = { name: "api/rushlight/functions/takeAlongDim.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / takeAlongDim</p><h1 id="function-takealongdim" tabindex="-1">Function: takeAlongDim() <a class="header-anchor" href="#function-takealongdim" aria-label="Permalink to &quot;Function: takeAlongDim()&quot;">​</a></h1><blockquote><p><strong>takeAlongDim</strong>(<code>x</code>, <code>indices</code>, <code>dim?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>As <code>gather</code>, but the index and <code>x</code> broadcast but along <code>dim</code>; without a dim, both are flattened. <code>torch.take_along_dim</code> in PyTorch, for the results of <code>argmax</code>, <code>argmin</code> and <code>sort</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="indices" tabindex="-1">indices <a class="header-anchor" href="#indices" aria-label="Permalink to &quot;indices&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><p><code>number</code> | <code>null</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless the indices are int32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for an index outside the dim, or shapes that do not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/takeAlongDim.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const takeAlongDim = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  takeAlongDim as default
};
