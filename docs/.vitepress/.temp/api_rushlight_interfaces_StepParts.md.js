import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StepParts<Output, M>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/StepParts.md","filePath":"api/rushlight/interfaces/StepParts.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/StepParts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / StepParts</p><h1 id="interface-stepparts-output-m" tabindex="-1">Interface: StepParts&lt;Output, M&gt; <a class="header-anchor" href="#interface-stepparts-output-m" aria-label="Permalink to &quot;Interface: StepParts\\&lt;Output, M\\&gt;&quot;">​</a></h1><p>What a custom <code>step</code> is told besides the batch.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p><h3 id="m" tabindex="-1">M <a class="header-anchor" href="#m" aria-label="Permalink to &quot;M&quot;">​</a></h3><p><code>M</code> = <a href="./../type-aliases/Model.html"><code>Model</code></a>&lt;<code>Output</code>&gt;</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="batch" tabindex="-1">batch <a class="header-anchor" href="#batch" aria-label="Permalink to &quot;batch&quot;">​</a></h3><blockquote><p><strong>batch</strong>: <code>number</code></p></blockquote><p>The batch&#39;s position in the epoch, from 0.</p><hr><h3 id="criterion" tabindex="-1">criterion <a class="header-anchor" href="#criterion" aria-label="Permalink to &quot;criterion&quot;">​</a></h3><blockquote><p><strong>criterion</strong>: <a href="./../type-aliases/Criterion.html"><code>Criterion</code></a>&lt;<code>Output</code>&gt; | <code>undefined</code></p></blockquote><p>The criterion, if <code>fit</code> was given one.</p><hr><h3 id="epoch" tabindex="-1">epoch <a class="header-anchor" href="#epoch" aria-label="Permalink to &quot;epoch&quot;">​</a></h3><blockquote><p><strong>epoch</strong>: <code>number</code></p></blockquote><p>The epoch&#39;s position, from 0.</p><hr><h3 id="model" tabindex="-1">model <a class="header-anchor" href="#model" aria-label="Permalink to &quot;model&quot;">​</a></h3><blockquote><p><strong>model</strong>: <code>M</code></p></blockquote><p>The model, in training mode for a step and in evaluation mode for validation.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/StepParts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StepParts = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StepParts as default
};
