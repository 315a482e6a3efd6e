import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StepLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/StepLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/StepLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/StepLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / StepLROptions</p><h1 id="interface-steplroptions" tabindex="-1">Interface: StepLROptions <a class="header-anchor" href="#interface-steplroptions" aria-label="Permalink to &quot;Interface: StepLROptions&quot;">​</a></h1><p>Options of <code>StepLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="gamma" tabindex="-1">gamma? <a class="header-anchor" href="#gamma" aria-label="Permalink to &quot;gamma?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>gamma?</strong>: <code>number</code></p></blockquote><p>What the rate is multiplied by. Default 0.1.</p><hr><h3 id="stepsize" tabindex="-1">stepSize <a class="header-anchor" href="#stepsize" aria-label="Permalink to &quot;stepSize&quot;">​</a></h3><blockquote><p><strong>stepSize</strong>: <code>number</code></p></blockquote><p>Steps from one change to the next.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/StepLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StepLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StepLROptions as default
};
