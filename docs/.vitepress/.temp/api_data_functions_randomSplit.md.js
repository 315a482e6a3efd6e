import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: randomSplit()","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/functions/randomSplit.md","filePath":"api/data/functions/randomSplit.md"}');
const _sfc_main = { name: "api/data/functions/randomSplit.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / randomSplit</p><h1 id="function-randomsplit" tabindex="-1">Function: randomSplit() <a class="header-anchor" href="#function-randomsplit" aria-label="Permalink to &quot;Function: randomSplit()&quot;">​</a></h1><blockquote><p><strong>randomSplit</strong>&lt;<code>Sample</code>&gt;(<code>dataset</code>, <code>lengths</code>, <code>options?</code>): <a href="./../classes/Subset.html"><code>Subset</code></a>&lt;<code>Sample</code>&gt;[]</p></blockquote><p>Cuts a dataset into random subsets of the given sizes, or of the given shares if those add up to 1. <code>random_split</code> in PyTorch, which draws the same ones for the same seed.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="sample" tabindex="-1">Sample <a class="header-anchor" href="#sample" aria-label="Permalink to &quot;Sample&quot;">​</a></h3><p><code>Sample</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="dataset" tabindex="-1">dataset <a class="header-anchor" href="#dataset" aria-label="Permalink to &quot;dataset&quot;">​</a></h3><p><a href="./../interfaces/Dataset.html"><code>Dataset</code></a>&lt;<code>Sample</code>&gt;</p><h3 id="lengths" tabindex="-1">lengths <a class="header-anchor" href="#lengths" aria-label="Permalink to &quot;lengths&quot;">​</a></h3><p>readonly <code>number</code>[]</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h4><p><a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Subset.html"><code>Subset</code></a>&lt;<code>Sample</code>&gt;[]</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> if the sizes do not add up to the dataset&#39;s.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/functions/randomSplit.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const randomSplit = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  randomSplit as default
};
