import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: bernoulli()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/bernoulli.md","filePath":"api/rushlight/functions/bernoulli.md"}');
const _sfc_main = { name: "api/rushlight/functions/bernoulli.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / bernoulli</p><h1 id="function-bernoulli" tabindex="-1">Function: bernoulli() <a class="header-anchor" href="#function-bernoulli" aria-label="Permalink to &quot;Function: bernoulli()&quot;">​</a></h1><blockquote><p><strong>bernoulli</strong>(<code>p</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>1 with the probability that each element gives, else 0. <code>torch.bernoulli</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="p" tabindex="-1">p <a class="header-anchor" href="#p" aria-label="Permalink to &quot;p&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h4><p><a href="./../classes/Generator.html"><code>Generator</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> outside [0, 1].</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/bernoulli.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const bernoulli = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  bernoulli as default
};
