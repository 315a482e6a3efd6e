import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ParamState","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/type-aliases/ParamState.md","filePath":"api/optim/type-aliases/ParamState.md"}');
const _sfc_main = { name: "api/optim/type-aliases/ParamState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / ParamState</p><h1 id="type-alias-paramstate" tabindex="-1">Type Alias: ParamState <a class="header-anchor" href="#type-alias-paramstate" aria-label="Permalink to &quot;Type Alias: ParamState&quot;">​</a></h1><blockquote><p><strong>ParamState</strong> = <code>Record</code>&lt;<code>string</code>, <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>number</code> | readonly (<a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>number</code>)[]&gt;</p></blockquote><p>What is remembered of a parameter: tensors and numbers by PyTorch&#39;s names. L-BFGS has lists of them.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/type-aliases/ParamState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ParamState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ParamState as default
};
