import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OnnxOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/onnx/interfaces/OnnxOptions.md","filePath":"api/onnx/interfaces/OnnxOptions.md"}');
const _sfc_main = { name: "api/onnx/interfaces/OnnxOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">onnx</a> / OnnxOptions</p><h1 id="interface-onnxoptions" tabindex="-1">Interface: OnnxOptions <a class="header-anchor" href="#interface-onnxoptions" aria-label="Permalink to &quot;Interface: OnnxOptions&quot;">​</a></h1><p>Options of <code>toOnnx</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="batchdims" tabindex="-1">batchDims? <a class="header-anchor" href="#batchdims" aria-label="Permalink to &quot;batchDims?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>batchDims?</strong>: readonly (<code>number</code> | <code>null</code>)[] | <code>null</code></p></blockquote><p>The dim of each input along which the batch lies (default 0); null for an input of one size, such as a mask.</p><hr><h3 id="inputnames" tabindex="-1">inputNames? <a class="header-anchor" href="#inputnames" aria-label="Permalink to &quot;inputNames?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>inputNames?</strong>: readonly <code>string</code>[] | <code>null</code></p></blockquote><p>The inputs&#39; names; <code>input</code>, or <code>input_0</code> and on for several.</p><hr><h3 id="outputnames" tabindex="-1">outputNames? <a class="header-anchor" href="#outputnames" aria-label="Permalink to &quot;outputNames?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>outputNames?</strong>: readonly <code>string</code>[] | <code>null</code></p></blockquote><p>The outputs&#39; names; <code>output</code>, or <code>output_0</code> and on for several.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/onnx/interfaces/OnnxOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OnnxOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OnnxOptions as default
};
