import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StepResult<Output>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/StepResult.md","filePath":"api/rushlight/interfaces/StepResult.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/StepResult.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / StepResult</p><h1 id="interface-stepresult-output" tabindex="-1">Interface: StepResult&lt;Output&gt; <a class="header-anchor" href="#interface-stepresult-output" aria-label="Permalink to &quot;Interface: StepResult\\&lt;Output\\&gt;&quot;">​</a></h1><p>What a custom <code>step</code> may return besides the loss.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="count" tabindex="-1">count? <a class="header-anchor" href="#count" aria-label="Permalink to &quot;count?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>count?</strong>: <code>number</code></p></blockquote><p>What the loss is the mean over: how much the batch counts. By the target if absent.</p><hr><h3 id="loss" tabindex="-1">loss <a class="header-anchor" href="#loss" aria-label="Permalink to &quot;loss&quot;">​</a></h3><blockquote><p><strong>loss</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The loss, of one element; <code>fit</code> takes its gradients and the optimizer&#39;s step.</p><hr><h3 id="output-1" tabindex="-1">output? <a class="header-anchor" href="#output-1" aria-label="Permalink to &quot;output?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>output?</strong>: <code>Output</code></p></blockquote><p>What the metrics measure.</p><hr><h3 id="target" tabindex="-1">target? <a class="header-anchor" href="#target" aria-label="Permalink to &quot;target?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>target?</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>What the metrics measure it by. Default: the batch&#39;s last tensor.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/StepResult.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StepResult = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StepResult as default
};
