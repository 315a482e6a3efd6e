import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Dataset<Sample>","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/Dataset.md","filePath":"api/data/interfaces/Dataset.md"}');
const _sfc_main = { name: "api/data/interfaces/Dataset.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / Dataset</p><h1 id="interface-dataset-sample" tabindex="-1">Interface: Dataset&lt;Sample&gt; <a class="header-anchor" href="#interface-dataset-sample" aria-label="Permalink to &quot;Interface: Dataset\\&lt;Sample\\&gt;&quot;">​</a></h1><p>Anything with a number of samples and a way to get each. <code>torch.utils.data.Dataset</code> in PyTorch.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="sample" tabindex="-1">Sample <a class="header-anchor" href="#sample" aria-label="Permalink to &quot;Sample&quot;">​</a></h3><p><code>Sample</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="length" tabindex="-1">length <a class="header-anchor" href="#length" aria-label="Permalink to &quot;length&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>length</strong>: <code>number</code></p></blockquote><p>How many samples there are; read anew at each pass.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="get" tabindex="-1">get() <a class="header-anchor" href="#get" aria-label="Permalink to &quot;get()&quot;">​</a></h3><blockquote><p><strong>get</strong>(<code>index</code>): <code>Sample</code> | <code>PromiseLike</code>&lt;<code>Sample</code>&gt;</p></blockquote><p>The sample at <code>index</code>, from 0 on, or a promise of it, for a loader that is drawn with <code>for await</code>.</p><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="index" tabindex="-1">index <a class="header-anchor" href="#index" aria-label="Permalink to &quot;index&quot;">​</a></h5><p><code>number</code></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>Sample</code> | <code>PromiseLike</code>&lt;<code>Sample</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/Dataset.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Dataset = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Dataset as default
};
