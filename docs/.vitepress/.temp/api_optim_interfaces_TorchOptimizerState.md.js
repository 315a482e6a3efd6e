import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TorchOptimizerState","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/TorchOptimizerState.md","filePath":"api/optim/interfaces/TorchOptimizerState.md"}');
const _sfc_main = { name: "api/optim/interfaces/TorchOptimizerState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / TorchOptimizerState</p><h1 id="interface-torchoptimizerstate" tabindex="-1">Interface: TorchOptimizerState <a class="header-anchor" href="#interface-torchoptimizerstate" aria-label="Permalink to &quot;Interface: TorchOptimizerState&quot;">​</a></h1><p>The same as PyTorch writes it: its names of options, and numbers that may be tensors of one element.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="param-groups" tabindex="-1">param_groups <a class="header-anchor" href="#param-groups" aria-label="Permalink to &quot;param\\_groups&quot;">​</a></h3><blockquote><p><strong>param_groups</strong>: readonly <code>object</code>[]</p></blockquote><p>The groups&#39; options, with their parameters&#39; numbers.</p><hr><h3 id="state" tabindex="-1">state <a class="header-anchor" href="#state" aria-label="Permalink to &quot;state&quot;">​</a></h3><blockquote><p><strong>state</strong>: <code>object</code></p></blockquote><p>What is remembered of each parameter, by its number.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/TorchOptimizerState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TorchOptimizerState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TorchOptimizerState as default
};
