import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LinearLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/LinearLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/LinearLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/LinearLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / LinearLROptions</p><h1 id="interface-linearlroptions" tabindex="-1">Interface: LinearLROptions <a class="header-anchor" href="#interface-linearlroptions" aria-label="Permalink to &quot;Interface: LinearLROptions&quot;">​</a></h1><p>Options of <code>LinearLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="endfactor" tabindex="-1">endFactor? <a class="header-anchor" href="#endfactor" aria-label="Permalink to &quot;endFactor?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>endFactor?</strong>: <code>number</code></p></blockquote><p>What it is multiplied by at last, in [0, 1]. Default 1.</p><hr><h3 id="startfactor" tabindex="-1">startFactor? <a class="header-anchor" href="#startfactor" aria-label="Permalink to &quot;startFactor?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>startFactor?</strong>: <code>number</code></p></blockquote><p>What the rate is multiplied by at first, in (0, 1]. Default ⅓.</p><hr><h3 id="totaliters" tabindex="-1">totalIters? <a class="header-anchor" href="#totaliters" aria-label="Permalink to &quot;totalIters?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>totalIters?</strong>: <code>number</code></p></blockquote><p>The steps from the one to the other. Default 5.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/LinearLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LinearLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LinearLROptions as default
};
