import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: cdist()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/cdist.md","filePath":"api/rushlight/functions/cdist.md"}');
const _sfc_main = { name: "api/rushlight/functions/cdist.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / cdist</p><h1 id="function-cdist" tabindex="-1">Function: cdist() <a class="header-anchor" href="#function-cdist" aria-label="Permalink to &quot;Function: cdist()&quot;">​</a></h1><blockquote><p><strong>cdist</strong>(<code>x1</code>, <code>x2</code>, <code>options?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The distance of each row of x1 (…, P, M) from each of x2 (…, R, M), as (…, P, R): (Σ |x1 − x2|^p)^(1/p); leading dims broadcast. <code>torch.cdist</code> in PyTorch: the gradient at distance 0 is 0.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x1" tabindex="-1">x1 <a class="header-anchor" href="#x1" aria-label="Permalink to &quot;x1&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="x2" tabindex="-1">x2 <a class="header-anchor" href="#x2" aria-label="Permalink to &quot;x2&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/CdistOptions.html"><code>CdistOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless both are float32.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a negative p, or sizes that do not agree.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/cdist.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const cdist = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  cdist as default
};
