import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: eye()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/eye.md","filePath":"api/rushlight/functions/eye.md"}');
const _sfc_main = { name: "api/rushlight/functions/eye.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / eye</p><h1 id="function-eye" tabindex="-1">Function: eye() <a class="header-anchor" href="#function-eye" aria-label="Permalink to &quot;Function: eye()&quot;">​</a></h1><h2 id="call-signature" tabindex="-1">Call Signature <a class="header-anchor" href="#call-signature" aria-label="Permalink to &quot;Call Signature&quot;">​</a></h2><blockquote><p><strong>eye</strong>(<code>n</code>, <code>o?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The n × m identity matrix; m defaults to n. <code>torch.eye</code> in PyTorch.</p><h3 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h3><h4 id="n" tabindex="-1">n <a class="header-anchor" href="#n" aria-label="Permalink to &quot;n&quot;">​</a></h4><p><code>number</code></p><h4 id="o" tabindex="-1">o? <a class="header-anchor" href="#o" aria-label="Permalink to &quot;o?&quot;">​</a></h4><p><a href="./../interfaces/TensorOptions.html"><code>TensorOptions</code></a></p><h3 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="call-signature-1" tabindex="-1">Call Signature <a class="header-anchor" href="#call-signature-1" aria-label="Permalink to &quot;Call Signature&quot;">​</a></h2><blockquote><p><strong>eye</strong>(<code>n</code>, <code>m</code>, <code>o?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The n × m identity matrix; m defaults to n. <code>torch.eye</code> in PyTorch.</p><h3 id="parameters-1" tabindex="-1">Parameters <a class="header-anchor" href="#parameters-1" aria-label="Permalink to &quot;Parameters&quot;">​</a></h3><h4 id="n-1" tabindex="-1">n <a class="header-anchor" href="#n-1" aria-label="Permalink to &quot;n&quot;">​</a></h4><p><code>number</code></p><h4 id="m" tabindex="-1">m <a class="header-anchor" href="#m" aria-label="Permalink to &quot;m&quot;">​</a></h4><p><code>number</code></p><h4 id="o-1" tabindex="-1">o? <a class="header-anchor" href="#o-1" aria-label="Permalink to &quot;o?&quot;">​</a></h4><p><a href="./../interfaces/TensorOptions.html"><code>TensorOptions</code></a></p><h3 id="returns-1" tabindex="-1">Returns <a class="header-anchor" href="#returns-1" aria-label="Permalink to &quot;Returns&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/eye.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const eye = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  eye as default
};
