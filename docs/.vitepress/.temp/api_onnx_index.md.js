import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"onnx","description":"","frontmatter":{},"headers":[],"relativePath":"api/onnx/index.md","filePath":"api/onnx/index.md"}');
const _sfc_main = { name: "api/onnx/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / onnx</p><h1 id="onnx" tabindex="-1">onnx <a class="header-anchor" href="#onnx" aria-label="Permalink to &quot;onnx&quot;">​</a></h1><p>Export to ONNX: a trained model as a file that other runtimes load, in browsers, on phones and on servers.</p><h2 id="onnx-1" tabindex="-1">ONNX <a class="header-anchor" href="#onnx-1" aria-label="Permalink to &quot;ONNX&quot;">​</a></h2><ul><li><a href="./interfaces/OnnxOptions.html">OnnxOptions</a></li><li><a href="./functions/toOnnx.html">toOnnx</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/onnx/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
