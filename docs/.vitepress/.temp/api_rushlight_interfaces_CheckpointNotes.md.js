import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CheckpointNotes<Extra>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/CheckpointNotes.md","filePath":"api/rushlight/interfaces/CheckpointNotes.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/CheckpointNotes.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / CheckpointNotes</p><h1 id="interface-checkpointnotes-extra" tabindex="-1">Interface: CheckpointNotes&lt;Extra&gt; <a class="header-anchor" href="#interface-checkpointnotes-extra" aria-label="Permalink to &quot;Interface: CheckpointNotes\\&lt;Extra\\&gt;&quot;">​</a></h1><p>What else a checkpoint can hold.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="extra" tabindex="-1">Extra <a class="header-anchor" href="#extra" aria-label="Permalink to &quot;Extra&quot;">​</a></h3><p><code>Extra</code> = <code>unknown</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="extra-1" tabindex="-1">extra? <a class="header-anchor" href="#extra-1" aria-label="Permalink to &quot;extra?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>extra?</strong>: <code>Extra</code></p></blockquote><p>Anything more: numbers, strings, tensors, bytes, in arrays and plain objects.</p><hr><h3 id="history" tabindex="-1">history? <a class="header-anchor" href="#history" aria-label="Permalink to &quot;history?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>history?</strong>: <code>Pick</code>&lt;<a href="./History.html"><code>History</code></a>, <code>&quot;epochs&quot;</code>&gt;</p></blockquote><p>The history so far, as <code>fit</code> returns it.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/CheckpointNotes.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CheckpointNotes = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CheckpointNotes as default
};
