import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: saveCheckpoint()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/saveCheckpoint.md","filePath":"api/rushlight/functions/saveCheckpoint.md"}');
const _sfc_main = { name: "api/rushlight/functions/saveCheckpoint.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / saveCheckpoint</p><h1 id="function-savecheckpoint" tabindex="-1">Function: saveCheckpoint() <a class="header-anchor" href="#function-savecheckpoint" aria-label="Permalink to &quot;Function: saveCheckpoint()&quot;">​</a></h1><blockquote><p><strong>saveCheckpoint</strong>(<code>parts</code>): <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p></blockquote><p>The bytes of a checkpoint: the states of what is given, and of the default generator, in a safetensors file. Loaded into parts made alike, training goes on bit for bit as if it had never stopped. In <code>fit</code>, save in <code>onEpoch</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="parts" tabindex="-1">parts <a class="header-anchor" href="#parts" aria-label="Permalink to &quot;parts&quot;">​</a></h3><p><a href="./../interfaces/CheckpointParts.html"><code>CheckpointParts</code></a> &amp; <a href="./../interfaces/CheckpointNotes.html"><code>CheckpointNotes</code></a>&lt;<code>unknown</code>&gt;</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for parts of other kinds, or an <code>extra</code> that a file cannot hold.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/saveCheckpoint.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const saveCheckpoint = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  saveCheckpoint as default
};
