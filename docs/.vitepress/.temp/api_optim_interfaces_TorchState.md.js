import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TorchState","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/TorchState.md","filePath":"api/optim/interfaces/TorchState.md"}');
const _sfc_main = { name: "api/optim/interfaces/TorchState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / TorchState</p><h1 id="interface-torchstate" tabindex="-1">Interface: TorchState <a class="header-anchor" href="#interface-torchstate" aria-label="Permalink to &quot;Interface: TorchState&quot;">​</a></h1><p>An optimizer&#39;s state as PyTorch has it: integer keys, its names of options, lists of parameters&#39; numbers.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="param-groups" tabindex="-1">param_groups <a class="header-anchor" href="#param-groups" aria-label="Permalink to &quot;param\\_groups&quot;">​</a></h3><blockquote><p><strong>param_groups</strong>: <code>Record</code>&lt;<code>string</code>, <code>unknown</code>&gt;[]</p></blockquote><p>The groups&#39; options, with their parameters&#39; numbers.</p><hr><h3 id="state" tabindex="-1">state <a class="header-anchor" href="#state" aria-label="Permalink to &quot;state&quot;">​</a></h3><blockquote><p><strong>state</strong>: <code>Map</code>&lt;<code>number</code>, <a href="./../type-aliases/ParamState.html"><code>ParamState</code></a>&gt;</p></blockquote><p>What is remembered of each parameter, by its number: the live tensors, and numbers.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/TorchState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TorchState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TorchState as default
};
