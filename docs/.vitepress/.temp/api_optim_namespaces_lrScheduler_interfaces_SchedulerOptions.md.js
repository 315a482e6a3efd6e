import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SchedulerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/SchedulerOptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/SchedulerOptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/SchedulerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / SchedulerOptions</p><h1 id="interface-scheduleroptions" tabindex="-1">Interface: SchedulerOptions <a class="header-anchor" href="#interface-scheduleroptions" aria-label="Permalink to &quot;Interface: SchedulerOptions&quot;">​</a></h1><p>Options that all schedulers take.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./CosineAnnealingLROptions.html"><code>CosineAnnealingLROptions</code></a></li><li><a href="./CosineAnnealingWarmRestartsOptions.html"><code>CosineAnnealingWarmRestartsOptions</code></a></li><li><a href="./CyclicLROptions.html"><code>CyclicLROptions</code></a></li><li><a href="./ConstantLROptions.html"><code>ConstantLROptions</code></a></li><li><a href="./ExponentialLROptions.html"><code>ExponentialLROptions</code></a></li><li><a href="./LinearLROptions.html"><code>LinearLROptions</code></a></li><li><a href="./MultiStepLROptions.html"><code>MultiStepLROptions</code></a></li><li><a href="./PolynomialLROptions.html"><code>PolynomialLROptions</code></a></li><li><a href="./StepLROptions.html"><code>StepLROptions</code></a></li><li><a href="./LambdaLROptions.html"><code>LambdaLROptions</code></a></li><li><a href="./MultiplicativeLROptions.html"><code>MultiplicativeLROptions</code></a></li><li><a href="./OneCycleLROptions.html"><code>OneCycleLROptions</code></a></li><li><a href="./ReduceLROnPlateauOptions.html"><code>ReduceLROnPlateauOptions</code></a></li><li><a href="./SequentialLROptions.html"><code>SequentialLROptions</code></a></li><li><a href="./../../swaUtils/interfaces/SWALROptions.html"><code>SWALROptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="lastepoch" tabindex="-1">lastEpoch? <a class="header-anchor" href="#lastepoch" aria-label="Permalink to &quot;lastEpoch?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lastEpoch?</strong>: <code>number</code></p></blockquote><p>The epoch to resume from. Default −1, the start. Prefer <code>loadStateDict</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/SchedulerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SchedulerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SchedulerOptions as default
};
