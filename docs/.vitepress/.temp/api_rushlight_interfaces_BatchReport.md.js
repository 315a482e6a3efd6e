import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BatchReport","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/BatchReport.md","filePath":"api/rushlight/interfaces/BatchReport.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/BatchReport.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / BatchReport</p><h1 id="interface-batchreport" tabindex="-1">Interface: BatchReport <a class="header-anchor" href="#interface-batchreport" aria-label="Permalink to &quot;Interface: BatchReport&quot;">​</a></h1><p>What <code>onBatch</code> is told after each step.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="batch" tabindex="-1">batch <a class="header-anchor" href="#batch" aria-label="Permalink to &quot;batch&quot;">​</a></h3><blockquote><p><strong>batch</strong>: <code>number</code></p></blockquote><p>The batch&#39;s position in the epoch, from 0.</p><hr><h3 id="batches" tabindex="-1">batches <a class="header-anchor" href="#batches" aria-label="Permalink to &quot;batches&quot;">​</a></h3><blockquote><p><strong>batches</strong>: <code>number</code> | <code>undefined</code></p></blockquote><p>How many batches an epoch has, if the loader knows.</p><hr><h3 id="epoch" tabindex="-1">epoch <a class="header-anchor" href="#epoch" aria-label="Permalink to &quot;epoch&quot;">​</a></h3><blockquote><p><strong>epoch</strong>: <code>number</code></p></blockquote><p>The epoch&#39;s position, from 0.</p><hr><h3 id="loss" tabindex="-1">loss <a class="header-anchor" href="#loss" aria-label="Permalink to &quot;loss&quot;">​</a></h3><blockquote><p><strong>loss</strong>: <code>number</code></p></blockquote><p>The loss of this batch, before its step; NaN of a batch without a target that counts, which is passed over.</p><hr><h3 id="meanloss" tabindex="-1">meanLoss <a class="header-anchor" href="#meanloss" aria-label="Permalink to &quot;meanLoss&quot;">​</a></h3><blockquote><p><strong>meanLoss</strong>: <code>number</code></p></blockquote><p>The mean loss of the epoch so far.</p><hr><h3 id="metrics" tabindex="-1">metrics <a class="header-anchor" href="#metrics" aria-label="Permalink to &quot;metrics&quot;">​</a></h3><blockquote><p><strong>metrics</strong>: <code>Figures</code></p></blockquote><p>Each metric over the epoch so far.</p><hr><h3 id="samples" tabindex="-1">samples <a class="header-anchor" href="#samples" aria-label="Permalink to &quot;samples&quot;">​</a></h3><blockquote><p><strong>samples</strong>: <code>number</code></p></blockquote><p>How many samples the epoch has seen, this batch&#39;s among them.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/BatchReport.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BatchReport = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BatchReport as default
};
