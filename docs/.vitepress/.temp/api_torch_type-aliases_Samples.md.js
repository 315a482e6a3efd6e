import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Samples","description":"","frontmatter":{},"headers":[],"relativePath":"api/torch/type-aliases/Samples.md","filePath":"api/torch/type-aliases/Samples.md"}');
const _sfc_main = { name: "api/torch/type-aliases/Samples.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">torch</a> / Samples</p><h1 id="type-alias-samples" tabindex="-1">Type Alias: Samples <a class="header-anchor" href="#type-alias-samples" aria-label="Permalink to &quot;Type Alias: Samples&quot;">​</a></h1><blockquote><p><strong>Samples</strong> = <a href="./../../data/classes/TensorDataset.html"><code>TensorDataset</code></a>&lt;readonly <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>[]&gt; | readonly <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote><p>Samples: a dataset of tensors, or the tensors themselves, [...inputs, target], with one size in dim 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/torch/type-aliases/Samples.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Samples = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Samples as default
};
