import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PredictOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/PredictOptions.md","filePath":"api/rushlight/interfaces/PredictOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/PredictOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / PredictOptions</p><h1 id="interface-predictoptions" tabindex="-1">Interface: PredictOptions <a class="header-anchor" href="#interface-predictoptions" aria-label="Permalink to &quot;Interface: PredictOptions&quot;">​</a></h1><p>Options of <code>predict</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="activation" tabindex="-1">activation? <a class="header-anchor" href="#activation" aria-label="Permalink to &quot;activation?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>activation?</strong>: <a href="./../type-aliases/Activation.html"><code>Activation</code></a></p></blockquote><p>What becomes of the results: default &#39;none&#39;; over the classes, dim 1, but for &#39;sigmoid&#39;.</p><hr><h3 id="batchsize" tabindex="-1">batchSize? <a class="header-anchor" href="#batchsize" aria-label="Permalink to &quot;batchSize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>batchSize?</strong>: <code>number</code></p></blockquote><p>How many rows of a tensor go through the model at a time. Default 256. A loader has its own.</p><hr><h3 id="signal" tabindex="-1">signal? <a class="header-anchor" href="#signal" aria-label="Permalink to &quot;signal?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>signal?</strong>: <code>AbortSignal</code></p></blockquote><p>Aborts between batches.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/PredictOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PredictOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PredictOptions as default
};
