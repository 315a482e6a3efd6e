import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GradOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/autograd/interfaces/GradOptions.md","filePath":"api/rushlight/namespaces/autograd/interfaces/GradOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/autograd/interfaces/GradOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">autograd</a> / GradOptions</p><h1 id="interface-gradoptions" tabindex="-1">Interface: GradOptions <a class="header-anchor" href="#interface-gradoptions" aria-label="Permalink to &quot;Interface: GradOptions&quot;">​</a></h1><p>Options of <code>autograd.grad</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="allowunused" tabindex="-1">allowUnused? <a class="header-anchor" href="#allowunused" aria-label="Permalink to &quot;allowUnused?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>allowUnused?</strong>: <code>boolean</code></p></blockquote><p>Return null instead of an error for an input that the outputs do not depend on.</p><hr><h3 id="creategraph" tabindex="-1">createGraph? <a class="header-anchor" href="#creategraph" aria-label="Permalink to &quot;createGraph?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>createGraph?</strong>: <code>boolean</code></p></blockquote><p>Second-order gradients are out of scope: true throws.</p><hr><h3 id="gradoutputs" tabindex="-1">gradOutputs? <a class="header-anchor" href="#gradoutputs" aria-label="Permalink to &quot;gradOutputs?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>gradOutputs?</strong>: <a href="./../../../classes/Tensor.html"><code>Tensor</code></a> | readonly <a href="./../../../classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote><p>The gradients of what is minimised with respect to each output; 1 for a scalar if absent.</p><hr><h3 id="retaingraph" tabindex="-1">retainGraph? <a class="header-anchor" href="#retaingraph" aria-label="Permalink to &quot;retainGraph?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>retainGraph?</strong>: <code>boolean</code></p></blockquote><p>Keep what the graph saved.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/autograd/interfaces/GradOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GradOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GradOptions as default
};
