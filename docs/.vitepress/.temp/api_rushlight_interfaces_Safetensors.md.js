import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Safetensors<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/Safetensors.md","filePath":"api/rushlight/interfaces/Safetensors.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/Safetensors.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Safetensors</p><h1 id="interface-safetensors-t" tabindex="-1">Interface: Safetensors&lt;T&gt; <a class="header-anchor" href="#interface-safetensors-t" aria-label="Permalink to &quot;Interface: Safetensors\\&lt;T\\&gt;&quot;">​</a></h1><p>What <code>loadSafetensors</code> returns.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code> <em>extends</em> <code>object</code> = <a href="./../../nn/type-aliases/StateDict.html"><code>StateDict</code></a></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="metadata" tabindex="-1">metadata <a class="header-anchor" href="#metadata" aria-label="Permalink to &quot;metadata&quot;">​</a></h3><blockquote><p><strong>metadata</strong>: <code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;</p></blockquote><p>What the writer said about the file.</p><hr><h3 id="tensors" tabindex="-1">tensors <a class="header-anchor" href="#tensors" aria-label="Permalink to &quot;tensors&quot;">​</a></h3><blockquote><p><strong>tensors</strong>: <code>T</code></p></blockquote><p>What was saved: tensors by name, or state with tensors in it.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/Safetensors.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Safetensors = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Safetensors as default
};
