import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: accumulate()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/functions/accumulate.md","filePath":"api/rushlight/namespaces/metrics/functions/accumulate.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/functions/accumulate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / accumulate</p><h1 id="function-accumulate" tabindex="-1">Function: accumulate() <a class="header-anchor" href="#function-accumulate" aria-label="Permalink to &quot;Function: accumulate()&quot;">​</a></h1><blockquote><p><strong>accumulate</strong>&lt;<code>O</code>&gt;(<code>metric</code>, <code>options?</code>): <a href="./../../../interfaces/MetricState.html"><code>MetricState</code></a></p></blockquote><p>A metric over all batches of an epoch, for the <code>metrics</code> of <code>fit</code> and <code>evaluate</code>: its value is that of the samples together, however they were cut into batches, where the mean of the batches&#39; values is not, as of F1 or the area under a curve.</p><pre><code>metrics: { f1: metrics.accumulate(metrics.f1, { average: &#39;macro&#39; }), auc: metrics.accumulate(metrics.rocAuc) }
</code></pre><p>Metrics of classes keep counts, <code>logLoss</code>, <code>brierScore</code> and <code>expectedCalibrationError</code> sums; of all others, and of functions of your own, every output and target is kept until the next reset. Options are the metric&#39;s, without <code>sampleWeight</code>.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="o" tabindex="-1">O <a class="header-anchor" href="#o" aria-label="Permalink to &quot;O&quot;">​</a></h3><p><code>O</code> <em>extends</em> <code>object</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="metric" tabindex="-1">metric <a class="header-anchor" href="#metric" aria-label="Permalink to &quot;metric&quot;">​</a></h3><p>(<code>input</code>, <code>target</code>, <code>options?</code>) =&gt; <code>number</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><code>Omit</code>&lt;<code>O</code>, <code>&quot;sampleWeight&quot;</code>&gt;</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../interfaces/MetricState.html"><code>MetricState</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless given a function.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a <code>sampleWeight</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/functions/accumulate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const accumulate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  accumulate as default
};
