import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: marginRankingLoss()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/marginRankingLoss.md","filePath":"api/functional/functions/marginRankingLoss.md"}');
const _sfc_main = { name: "api/functional/functions/marginRankingLoss.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / marginRankingLoss</p><h1 id="function-marginrankingloss" tabindex="-1">Function: marginRankingLoss() <a class="header-anchor" href="#function-marginrankingloss" aria-label="Permalink to &quot;Function: marginRankingLoss()&quot;">​</a></h1><blockquote><p><strong>marginRankingLoss</strong>(<code>input1</code>, <code>input2</code>, <code>target</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The loss of pairs of scores that should lie in a given order: max(0, −y·(x1 − x2) + margin), y being 1 where the first should be above, −1 where the second should. <code>F.margin_ranking_loss</code> in PyTorch; the margin is 0 if absent.</p><p>Shapes: all three have as many dims and broadcast; the result is a scalar, or of the broadcast shape with reduction &#39;none&#39;.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input1" tabindex="-1">input1 <a class="header-anchor" href="#input1" aria-label="Permalink to &quot;input1&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="input2" tabindex="-1">input2 <a class="header-anchor" href="#input2" aria-label="Permalink to &quot;input2&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/MarginOptions.html"><code>MarginOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless inputs are float32 and target is float32 or int32, and for unknown options.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that do not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/marginRankingLoss.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const marginRankingLoss = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  marginRankingLoss as default
};
