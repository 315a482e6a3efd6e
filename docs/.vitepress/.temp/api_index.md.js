import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"API reference","description":"","frontmatter":{},"headers":[],"relativePath":"api/index.md","filePath":"api/index.md"}');
const _sfc_main = { name: "api/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="api-reference" tabindex="-1">API reference <a class="header-anchor" href="#api-reference" aria-label="Permalink to &quot;API reference&quot;">​</a></h1><table tabindex="0"><thead><tr><th>import</th><th>what it has</th></tr></thead><tbody><tr><td><a href="./rushlight/"><code>rushlight</code></a></td><td>tensors, ops, <code>scope</code>, <code>fit</code>, files, <code>init</code>; <code>nn</code>, <code>F</code>, <code>optim</code>, <code>data</code>, <code>metrics</code> as namespaces</td></tr><tr><td><a href="./nn/"><code>rushlight/nn</code></a></td><td>modules, layers, losses as modules</td></tr><tr><td><a href="./functional/"><code>rushlight/functional</code></a></td><td>losses and layers as functions: <code>F</code></td></tr><tr><td><a href="./optim/"><code>rushlight/optim</code></a></td><td>optimizers and schedules</td></tr><tr><td><a href="./data/"><code>rushlight/data</code></a></td><td>data sets, loaders, samplers, splits, scalers</td></tr><tr><td><a href="./onnx/"><code>rushlight/onnx</code></a></td><td>a trained model as an ONNX file</td></tr><tr><td><a href="./torch/"><code>rushlight/torch</code></a></td><td>a training as a PyTorch project</td></tr><tr><td><a href="./store/"><code>rushlight/store</code></a></td><td>where a training&#39;s checkpoints are kept</td></tr><tr><td><a href="./tfjs/"><code>rushlight/tfjs</code></a></td><td>models from and for TensorFlow.js</td></tr><tr><td><code>rushlight/browser</code></td><td><code>rushlight</code> and <code>rushlight/onnx</code> in one file, for a page without a build step</td></tr></tbody></table><p>The names of each are grouped by family. What a function throws stands under &quot;Throws&quot;: TypeError for an argument of the wrong kind, RangeError for a wrong value or shape, before anything has changed. <a href="./../errors.html">Errors explained</a> has the rest.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
