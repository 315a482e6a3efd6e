import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CosineAnnealingWarmRestartsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingWarmRestartsOptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingWarmRestartsOptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingWarmRestartsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / CosineAnnealingWarmRestartsOptions</p><h1 id="interface-cosineannealingwarmrestartsoptions" tabindex="-1">Interface: CosineAnnealingWarmRestartsOptions <a class="header-anchor" href="#interface-cosineannealingwarmrestartsoptions" aria-label="Permalink to &quot;Interface: CosineAnnealingWarmRestartsOptions&quot;">​</a></h1><p>Options of <code>CosineAnnealingWarmRestarts</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="etamin" tabindex="-1">etaMin? <a class="header-anchor" href="#etamin" aria-label="Permalink to &quot;etaMin?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>etaMin?</strong>: <code>number</code></p></blockquote><p>The least rate. Default 0.</p><hr><h3 id="t0" tabindex="-1">t0 <a class="header-anchor" href="#t0" aria-label="Permalink to &quot;t0&quot;">​</a></h3><blockquote><p><strong>t0</strong>: <code>number</code></p></blockquote><p>The steps until the first restart. <code>T_0</code> in PyTorch.</p><hr><h3 id="tmult" tabindex="-1">tMult? <a class="header-anchor" href="#tmult" aria-label="Permalink to &quot;tMult?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>tMult?</strong>: <code>number</code></p></blockquote><p>How many times longer each run is than the one before. Default 1. <code>T_mult</code> in PyTorch.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/CosineAnnealingWarmRestartsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CosineAnnealingWarmRestartsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CosineAnnealingWarmRestartsOptions as default
};
