import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: loadCheckpoint()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/loadCheckpoint.md","filePath":"api/rushlight/functions/loadCheckpoint.md"}');
const _sfc_main = { name: "api/rushlight/functions/loadCheckpoint.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / loadCheckpoint</p><h1 id="function-loadcheckpoint" tabindex="-1">Function: loadCheckpoint() <a class="header-anchor" href="#function-loadcheckpoint" aria-label="Permalink to &quot;Function: loadCheckpoint()&quot;">​</a></h1><blockquote><p><strong>loadCheckpoint</strong>&lt;<code>Extra</code>&gt;(<code>bytes</code>, <code>parts?</code>): <a href="./../interfaces/CheckpointNotes.html"><code>CheckpointNotes</code></a>&lt;<code>Extra</code>&gt;</p></blockquote><p>Puts the states of a checkpoint into parts made alike, and returns its history and what else it holds. Tensors in <code>extra</code> are the caller&#39;s to dispose, or the scope&#39;s. All or nothing: if a part does not fit, none is changed.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="extra" tabindex="-1">Extra <a class="header-anchor" href="#extra" aria-label="Permalink to &quot;Extra&quot;">​</a></h3><p><code>Extra</code> = <code>unknown</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="bytes" tabindex="-1">bytes <a class="header-anchor" href="#bytes" aria-label="Permalink to &quot;bytes&quot;">​</a></h3><p><code>ArrayBuffer</code> | <code>Uint8Array</code>&lt;<code>ArrayBufferLike</code>&gt;</p><h3 id="parts" tabindex="-1">parts? <a class="header-anchor" href="#parts" aria-label="Permalink to &quot;parts?&quot;">​</a></h3><p><a href="./../interfaces/CheckpointParts.html"><code>CheckpointParts</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/CheckpointNotes.html"><code>CheckpointNotes</code></a>&lt;<code>Extra</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for bytes that are not a checkpoint, one that lacks a part, or states that do not fit.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/loadCheckpoint.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const loadCheckpoint = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  loadCheckpoint as default
};
