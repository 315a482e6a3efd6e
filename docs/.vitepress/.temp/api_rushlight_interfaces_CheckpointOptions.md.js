import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CheckpointOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/CheckpointOptions.md","filePath":"api/rushlight/interfaces/CheckpointOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/CheckpointOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / CheckpointOptions</p><h1 id="interface-checkpointoptions" tabindex="-1">Interface: CheckpointOptions <a class="header-anchor" href="#interface-checkpointoptions" aria-label="Permalink to &quot;Interface: CheckpointOptions&quot;">​</a></h1><p>Options of <code>fit</code>&#39;s <code>checkpoint</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="every" tabindex="-1">every? <a class="header-anchor" href="#every" aria-label="Permalink to &quot;every?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>every?</strong>: <code>number</code></p></blockquote><p>After how many epochs there is one. Default 1. The last epoch has one in any case.</p><hr><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../classes/Generator.html"><code>Generator</code></a> | <code>Record</code>&lt;<code>string</code>, <a href="./../classes/Generator.html"><code>Generator</code></a>&gt;</p></blockquote><p>More generators that the training draws from, such as in <code>step</code>, a collate or a sampler of one&#39;s own.</p><hr><h3 id="keep" tabindex="-1">keep? <a class="header-anchor" href="#keep" aria-label="Permalink to &quot;keep?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>keep?</strong>: <code>number</code></p></blockquote><p>How many stay. Default 2, so that there is one more if the newest is damaged.</p><hr><h3 id="store" tabindex="-1">store <a class="header-anchor" href="#store" aria-label="Permalink to &quot;store&quot;">​</a></h3><blockquote><p><strong>store</strong>: <a href="./../../store/interfaces/Store.html"><code>Store</code></a></p></blockquote><p>Where they are kept, for this training alone: a store of <code>rushlight/store</code>, or one&#39;s own.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/CheckpointOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CheckpointOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CheckpointOptions as default
};
