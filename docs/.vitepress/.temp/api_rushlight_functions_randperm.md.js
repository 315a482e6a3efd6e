import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: randperm()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/randperm.md","filePath":"api/rushlight/functions/randperm.md"}');
const _sfc_main = { name: "api/rushlight/functions/randperm.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / randperm</p><h1 id="function-randperm" tabindex="-1">Function: randperm() <a class="header-anchor" href="#function-randperm" aria-label="Permalink to &quot;Function: randperm()&quot;">​</a></h1><blockquote><p><strong>randperm</strong>(<code>n</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The numbers 0 … n − 1 in random order, int32. <code>torch.randperm</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="n" tabindex="-1">n <a class="header-anchor" href="#n" aria-label="Permalink to &quot;n&quot;">​</a></h3><p><code>number</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/RandomOptions.html"><code>RandomOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/randperm.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const randperm = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  randperm as default
};
