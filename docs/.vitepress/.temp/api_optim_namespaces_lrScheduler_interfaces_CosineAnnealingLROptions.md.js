import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CosineAnnealingLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / CosineAnnealingLROptions</p><h1 id="interface-cosineannealinglroptions" tabindex="-1">Interface: CosineAnnealingLROptions <a class="header-anchor" href="#interface-cosineannealinglroptions" aria-label="Permalink to &quot;Interface: CosineAnnealingLROptions&quot;">​</a></h1><p>Options of <code>CosineAnnealingLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="etamin" tabindex="-1">etaMin? <a class="header-anchor" href="#etamin" aria-label="Permalink to &quot;etaMin?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>etaMin?</strong>: <code>number</code></p></blockquote><p>The least rate. Default 0.</p><hr><h3 id="tmax" tabindex="-1">tMax <a class="header-anchor" href="#tmax" aria-label="Permalink to &quot;tMax&quot;">​</a></h3><blockquote><p><strong>tMax</strong>: <code>number</code></p></blockquote><p>The steps down to the least rate. <code>T_max</code> in PyTorch.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CosineAnnealingLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CosineAnnealingLROptions as default
};
