import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ValuesIndices","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/ValuesIndices.md","filePath":"api/rushlight/interfaces/ValuesIndices.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/ValuesIndices.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / ValuesIndices</p><h1 id="interface-valuesindices" tabindex="-1">Interface: ValuesIndices <a class="header-anchor" href="#interface-valuesindices" aria-label="Permalink to &quot;Interface: ValuesIndices&quot;">​</a></h1><p>Elements along a dim and their places on it.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="indices" tabindex="-1">indices <a class="header-anchor" href="#indices" aria-label="Permalink to &quot;indices&quot;">​</a></h3><blockquote><p><strong>indices</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Their indices along the dim, int32.</p><hr><h3 id="values" tabindex="-1">values <a class="header-anchor" href="#values" aria-label="Permalink to &quot;values&quot;">​</a></h3><blockquote><p><strong>values</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The elements, of the input&#39;s type.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/ValuesIndices.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ValuesIndices = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ValuesIndices as default
};
