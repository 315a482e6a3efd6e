import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MultiplicativeLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/MultiplicativeLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/MultiplicativeLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/MultiplicativeLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / MultiplicativeLROptions</p><h1 id="interface-multiplicativelroptions" tabindex="-1">Interface: MultiplicativeLROptions <a class="header-anchor" href="#interface-multiplicativelroptions" aria-label="Permalink to &quot;Interface: MultiplicativeLROptions&quot;">​</a></h1><p>Options of <code>MultiplicativeLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="lrlambda" tabindex="-1">lrLambda <a class="header-anchor" href="#lrlambda" aria-label="Permalink to &quot;lrLambda&quot;">​</a></h3><blockquote><p><strong>lrLambda</strong>: <a href="./../type-aliases/LRLambda.html"><code>LRLambda</code></a> | readonly <a href="./../type-aliases/LRLambda.html"><code>LRLambda</code></a>[]</p></blockquote><p>By what a step multiplies the rate, as a function of the step, or one for each group.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/MultiplicativeLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MultiplicativeLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MultiplicativeLROptions as default
};
