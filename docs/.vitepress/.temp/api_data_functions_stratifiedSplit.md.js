import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: stratifiedSplit()","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/functions/stratifiedSplit.md","filePath":"api/data/functions/stratifiedSplit.md"}');
const _sfc_main = { name: "api/data/functions/stratifiedSplit.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / stratifiedSplit</p><h1 id="function-stratifiedsplit" tabindex="-1">Function: stratifiedSplit() <a class="header-anchor" href="#function-stratifiedsplit" aria-label="Permalink to &quot;Function: stratifiedSplit()&quot;">​</a></h1><blockquote><p><strong>stratifiedSplit</strong>(<code>labels</code>, <code>fractions</code>, <code>options?</code>): <code>number</code>[][]</p></blockquote><p>Cuts samples at random into parts of the given fractions, in each of which every class has its share, within one sample: arrays of indices for <code>Subset</code>. <code>train_test_split</code> with <code>stratify</code> in scikit-learn, into any number of parts.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="labels" tabindex="-1">labels <a class="header-anchor" href="#labels" aria-label="Permalink to &quot;labels&quot;">​</a></h3><p><code>LabelsLike</code></p><p>the class of each sample: an int32 tensor (N), or an array of integers</p><h3 id="fractions" tabindex="-1">fractions <a class="header-anchor" href="#fractions" aria-label="Permalink to &quot;fractions&quot;">​</a></h3><p>readonly <code>number</code>[]</p><p>numbers in [0, 1] that add up to 1</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><h4 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h4><p><a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>number</code>[][]</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for other labels.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for other fractions.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/functions/stratifiedSplit.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const stratifiedSplit = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  stratifiedSplit as default
};
