import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: randint()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/randint.md","filePath":"api/rushlight/functions/randint.md"}');
const _sfc_main = { name: "api/rushlight/functions/randint.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / randint</p><h1 id="function-randint" tabindex="-1">Function: randint() <a class="header-anchor" href="#function-randint" aria-label="Permalink to &quot;Function: randint()&quot;">​</a></h1><blockquote><p><strong>randint</strong>(<code>low</code>, <code>high</code>, <code>shape</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Uniform int32 numbers from <code>low</code> (inclusive) to <code>high</code> (exclusive). <code>torch.randint</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="low" tabindex="-1">low <a class="header-anchor" href="#low" aria-label="Permalink to &quot;low&quot;">​</a></h3><p><code>number</code></p><h3 id="high" tabindex="-1">high <a class="header-anchor" href="#high" aria-label="Permalink to &quot;high&quot;">​</a></h3><p><code>number</code></p><h3 id="shape" tabindex="-1">shape <a class="header-anchor" href="#shape" aria-label="Permalink to &quot;shape&quot;">​</a></h3><p><a href="./../type-aliases/Shape.html"><code>Shape</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/RandomOptions.html"><code>RandomOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> unless low &lt; high, both within int32.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/randint.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const randint = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  randint as default
};
