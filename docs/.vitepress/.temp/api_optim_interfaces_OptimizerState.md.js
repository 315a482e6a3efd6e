import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OptimizerState","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/OptimizerState.md","filePath":"api/optim/interfaces/OptimizerState.md"}');
const _sfc_main = { name: "api/optim/interfaces/OptimizerState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / OptimizerState</p><h1 id="interface-optimizerstate" tabindex="-1">Interface: OptimizerState <a class="header-anchor" href="#interface-optimizerstate" aria-label="Permalink to &quot;Interface: OptimizerState&quot;">​</a></h1><p>What <code>stateDict()</code> returns: state by the parameter&#39;s position, and the groups with positions for parameters.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="paramgroups" tabindex="-1">paramGroups <a class="header-anchor" href="#paramgroups" aria-label="Permalink to &quot;paramGroups&quot;">​</a></h3><blockquote><p><strong>paramGroups</strong>: (<code>Record</code>&lt;<code>string</code>, <code>unknown</code>&gt; &amp; <code>object</code>)[]</p></blockquote><p>The groups&#39; options, with their parameters&#39; numbers.</p><hr><h3 id="state" tabindex="-1">state <a class="header-anchor" href="#state" aria-label="Permalink to &quot;state&quot;">​</a></h3><blockquote><p><strong>state</strong>: <code>Record</code>&lt;<code>string</code>, <a href="./../type-aliases/ParamState.html"><code>ParamState</code></a>&gt;</p></blockquote><p>What is remembered of each parameter, by its number.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/OptimizerState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OptimizerState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OptimizerState as default
};
