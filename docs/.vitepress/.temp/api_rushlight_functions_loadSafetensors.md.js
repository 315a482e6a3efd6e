import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: loadSafetensors()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/loadSafetensors.md","filePath":"api/rushlight/functions/loadSafetensors.md"}');
const _sfc_main = { name: "api/rushlight/functions/loadSafetensors.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / loadSafetensors</p><h1 id="function-loadsafetensors" tabindex="-1">Function: loadSafetensors() <a class="header-anchor" href="#function-loadsafetensors" aria-label="Permalink to &quot;Function: loadSafetensors()&quot;">​</a></h1><blockquote><p><strong>loadSafetensors</strong>&lt;<code>T</code>&gt;(<code>file</code>, <code>options?</code>): <a href="./../interfaces/Safetensors.html"><code>Safetensors</code></a>&lt;<code>T</code>&gt;</p></blockquote><p>Reads a safetensors file: <code>tensors</code> is what was saved — tensors by name, in the order of the file, or nested state as <code>saveSafetensors</code> was given it, which <code>T</code> can name. F32, I32 and BOOL become our types; F16, BF16, the 8-bit floats and small integers become float32 or int32, which hold them; I64, U64, U32 and F64 do where that is exact, or rounded with <code>cast</code>. Objects have no prototype. The tensors are the caller&#39;s to dispose, or the scope&#39;s. For a file that is read in parts, <code>openSafetensors</code>.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code> <em>extends</em> <code>object</code> = <a href="./../../nn/type-aliases/StateDict.html"><code>StateDict</code></a></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="file" tabindex="-1">file <a class="header-anchor" href="#file" aria-label="Permalink to &quot;file&quot;">​</a></h3><p><a href="./../type-aliases/FileBytes.html"><code>FileBytes</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/LoadSafetensorsOptions.html"><code>LoadSafetensorsOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Safetensors.html"><code>Safetensors</code></a>&lt;<code>T</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a malformed file, or values that our types cannot hold; nothing is allocated then.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/loadSafetensors.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const loadSafetensors = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  loadSafetensors as default
};
