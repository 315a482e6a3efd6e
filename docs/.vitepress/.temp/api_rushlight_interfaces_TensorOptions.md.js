import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TensorOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/TensorOptions.md","filePath":"api/rushlight/interfaces/TensorOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/TensorOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / TensorOptions</p><h1 id="interface-tensoroptions" tabindex="-1">Interface: TensorOptions <a class="header-anchor" href="#interface-tensoroptions" aria-label="Permalink to &quot;Interface: TensorOptions&quot;">​</a></h1><p>Options of the functions that make tensors.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./RandomOptions.html"><code>RandomOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dtype" tabindex="-1">dtype? <a class="header-anchor" href="#dtype" aria-label="Permalink to &quot;dtype?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dtype?</strong>: <a href="./../type-aliases/DType.html"><code>DType</code></a></p></blockquote><p>The type of the elements. Default float32.</p><hr><h3 id="requiresgrad" tabindex="-1">requiresGrad? <a class="header-anchor" href="#requiresgrad" aria-label="Permalink to &quot;requiresGrad?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>requiresGrad?</strong>: <code>boolean</code></p></blockquote><p>Whether <code>backward()</code> computes a gradient for it. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/TensorOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TensorOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TensorOptions as default
};
