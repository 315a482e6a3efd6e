import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse(`{"title":"","description":"","frontmatter":{"layout":"home","hero":{"name":"rushlight","text":"PyTorch's training loop for JavaScript","tagline":"Train classifiers in Node and in browsers, on a SIMD WebAssembly core. One npm package, no native addon, no run-time dependency.","image":{"src":"/icon.svg","alt":""},"actions":[{"theme":"brand","text":"Start in five minutes","link":"/start"},{"theme":"alt","text":"API","link":"/api/"},{"theme":"alt","text":"Draw a digit","link":"/digits/","target":"_self"}]},"features":[{"title":"It behaves like PyTorch","details":"The names, defaults and edge cases are PyTorch's, and so are the random numbers, bit for bit. 1,331 cases recorded from PyTorch hold it to that.","link":"/from-pytorch"},{"title":"It trains fast on a CPU","details":"In version 0.1.0 a step of a 784-128-10 network is 16 times as fast as in TensorFlow.js on WebAssembly, and takes 1.3 times as long as in native PyTorch.","link":"/performance"},{"title":"It is small","details":"The tutorial's bundle is 75 kB after gzip, kernels included, and nothing is compiled at installation.","link":"/deploying"},{"title":"Its errors help","details":"Arguments are checked before anything changes, and a misspelt option is answered with the nearest one.","link":"/errors"},{"title":"Classifiers to be trusted","details":"Weights for rare classes, stratified folds, calibration by temperature, and the metrics to see whether it helped.","link":"/trust"},{"title":"There and back","details":"Weights and trainings go to PyTorch, ONNX and TensorFlow.js, and PyTorch's and TensorFlow.js's files are read.","link":"/beyond-one-machine"}]},"headers":[],"relativePath":"index.md","filePath":"index.md"}`);
const _sfc_main = { name: "index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
