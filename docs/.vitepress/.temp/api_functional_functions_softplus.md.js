import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: softplus()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/softplus.md","filePath":"api/functional/functions/softplus.md"}');
const _sfc_main = { name: "api/functional/functions/softplus.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / softplus</p><h1 id="function-softplus" tabindex="-1">Function: softplus() <a class="header-anchor" href="#function-softplus" aria-label="Permalink to &quot;Function: softplus()&quot;">​</a></h1><blockquote><p><strong>softplus</strong>(<code>x</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>ln(1 + e^(beta·x))/beta, x itself where beta·x is above the threshold (defaults 1 and 20). <code>F.softplus</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="beta" tabindex="-1">beta? <a class="header-anchor" href="#beta" aria-label="Permalink to &quot;beta?&quot;">​</a></h4><p><code>number</code></p><h4 id="threshold" tabindex="-1">threshold? <a class="header-anchor" href="#threshold" aria-label="Permalink to &quot;threshold?&quot;">​</a></h4><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/softplus.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const softplus = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  softplus as default
};
