import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: temperatureScaling()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/functions/temperatureScaling.md","filePath":"api/rushlight/namespaces/metrics/functions/temperatureScaling.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/functions/temperatureScaling.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / temperatureScaling</p><h1 id="function-temperaturescaling" tabindex="-1">Function: temperatureScaling() <a class="header-anchor" href="#function-temperaturescaling" aria-label="Permalink to &quot;Function: temperatureScaling()&quot;">​</a></h1><blockquote><p><strong>temperatureScaling</strong>(<code>input</code>, <code>target</code>, <code>options?</code>): <a href="./../interfaces/TemperatureScaling.html"><code>TemperatureScaling</code></a></p></blockquote><p>The temperature T in [0.01, 100] at which <code>crossEntropy(logits / T)</code> is least, and that least (Guo et al., 2017): divide a trained model&#39;s logits by it, found on samples that were held out, and its probabilities fit their hits better. The loss is convex in 1/T; Newton&#39;s steps find it, with bisection where they do not converge.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="input" tabindex="-1">input <a class="header-anchor" href="#input" aria-label="Permalink to &quot;input&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>logits (N, C), float32</p><h3 id="target" tabindex="-1">target <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target&quot;">​</a></h3><p><a href="./../../../classes/Tensor.html"><code>Tensor</code></a></p><p>classes (N), int32</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><code>Record</code>&lt;<code>string</code>, <code>never</code>&gt; = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/TemperatureScaling.html"><code>TemperatureScaling</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other types.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for shapes that differ, NaN, and targets out of range.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/functions/temperatureScaling.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const temperatureScaling = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  temperatureScaling as default
};
