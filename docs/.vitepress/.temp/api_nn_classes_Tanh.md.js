import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: Tanh","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/classes/Tanh.md","filePath":"api/nn/classes/Tanh.md"}');
const _sfc_main = { name: "api/nn/classes/Tanh.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / Tanh</p><h1 id="class-tanh" tabindex="-1">Class: Tanh <a class="header-anchor" href="#class-tanh" aria-label="Permalink to &quot;Class: Tanh&quot;">​</a></h1><p>The hyperbolic tangent. <code>nn.Tanh</code> in PyTorch.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Plain</code></li></ul><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="forward" tabindex="-1">forward() <a class="header-anchor" href="#forward" aria-label="Permalink to &quot;forward()&quot;">​</a></h3><blockquote><p><strong>forward</strong>(<code>input</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p><code>F.tanh</code> of the input.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h5><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>Plain.forward</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/classes/Tanh.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Tanh = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Tanh as default
};
