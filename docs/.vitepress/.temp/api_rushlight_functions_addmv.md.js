import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: addmv()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/addmv.md","filePath":"api/rushlight/functions/addmv.md"}');
const _sfc_main = { name: "api/rushlight/functions/addmv.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / addmv</p><h1 id="function-addmv" tabindex="-1">Function: addmv() <a class="header-anchor" href="#function-addmv" aria-label="Permalink to &quot;Function: addmv()&quot;">​</a></h1><blockquote><p><strong>addmv</strong>(<code>input</code>, <code>mat</code>, <code>vec</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>beta·input + alpha·mat·vec for a matrix and a vector, <code>input</code> broadcasting. <code>torch.addmv</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="mat" tabindex="-1">mat <a class="header-anchor" href="#mat" aria-label="Permalink to &quot;mat&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="vec" tabindex="-1">vec <a class="header-anchor" href="#vec" aria-label="Permalink to &quot;vec&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/AddmmOptions.html"><code>AddmmOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/addmv.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const addmv = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  addmv as default
};
