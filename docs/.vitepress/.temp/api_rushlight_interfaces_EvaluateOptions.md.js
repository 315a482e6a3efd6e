import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EvaluateOptions<Output>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/EvaluateOptions.md","filePath":"api/rushlight/interfaces/EvaluateOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/EvaluateOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / EvaluateOptions</p><h1 id="interface-evaluateoptions-output" tabindex="-1">Interface: EvaluateOptions&lt;Output&gt; <a class="header-anchor" href="#interface-evaluateoptions-output" aria-label="Permalink to &quot;Interface: EvaluateOptions\\&lt;Output\\&gt;&quot;">​</a></h1><p>Options of <code>evaluate</code>.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="criterion" tabindex="-1">criterion <a class="header-anchor" href="#criterion" aria-label="Permalink to &quot;criterion&quot;">​</a></h3><blockquote><p><strong>criterion</strong>: <a href="./../type-aliases/Criterion.html"><code>Criterion</code></a>&lt;<code>Output</code>&gt;</p></blockquote><p>The loss: a module, or a function of the model&#39;s result and the target.</p><hr><h3 id="metrics" tabindex="-1">metrics? <a class="header-anchor" href="#metrics" aria-label="Permalink to &quot;metrics?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>metrics?</strong>: <code>Record</code>&lt;<code>string</code>, <a href="./MetricState.html"><code>MetricState</code></a> | <a href="./../type-aliases/Metric.html"><code>Metric</code></a>&lt;<code>Output</code>&gt;&gt;</p></blockquote><p>More figures, by name: functions that return a batch&#39;s mean, or states that add up over all batches.</p><hr><h3 id="sampleweight" tabindex="-1">sampleWeight? <a class="header-anchor" href="#sampleweight" aria-label="Permalink to &quot;sampleWeight?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>sampleWeight?</strong>: <code>boolean</code></p></blockquote><p>Whether batches are [...inputs, target, weight], with a weight for each sample&#39;s loss.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/EvaluateOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EvaluateOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EvaluateOptions as default
};
