import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: tripletMarginLoss()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/tripletMarginLoss.md","filePath":"api/functional/functions/tripletMarginLoss.md"}');
const _sfc_main = { name: "api/functional/functions/tripletMarginLoss.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / tripletMarginLoss</p><h1 id="function-tripletmarginloss" tabindex="-1">Function: tripletMarginLoss() <a class="header-anchor" href="#function-tripletmarginloss" aria-label="Permalink to &quot;Function: tripletMarginLoss()&quot;">​</a></h1><blockquote><p><strong>tripletMarginLoss</strong>(<code>anchor</code>, <code>positive</code>, <code>negative</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The loss of an anchor that should be nearer to a positive than to a negative: max(0, d(a, p) − d(a, n) + margin), the distance d(x, y) being the p-norm of x − y + eps. <code>F.triplet_margin_loss</code> in PyTorch (Balntas et al., 2016); the margin is 1 if absent.</p><p>Shapes: all three have as many dims, (N, D) or (D), and broadcast; the result is a scalar, or of their shape without D with reduction &#39;none&#39;.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="anchor" tabindex="-1">anchor <a class="header-anchor" href="#anchor" aria-label="Permalink to &quot;anchor&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="positive" tabindex="-1">positive <a class="header-anchor" href="#positive" aria-label="Permalink to &quot;positive&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="negative" tabindex="-1">negative <a class="header-anchor" href="#negative" aria-label="Permalink to &quot;negative&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/TripletMarginLossOptions.html"><code>TripletMarginLossOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless all are float32, and for unknown options.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that do not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/tripletMarginLoss.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const tripletMarginLoss = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  tripletMarginLoss as default
};
