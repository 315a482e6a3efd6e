import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ConstantLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/ConstantLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/ConstantLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/ConstantLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / ConstantLROptions</p><h1 id="interface-constantlroptions" tabindex="-1">Interface: ConstantLROptions <a class="header-anchor" href="#interface-constantlroptions" aria-label="Permalink to &quot;Interface: ConstantLROptions&quot;">​</a></h1><p>Options of <code>ConstantLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="factor" tabindex="-1">factor? <a class="header-anchor" href="#factor" aria-label="Permalink to &quot;factor?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>factor?</strong>: <code>number</code></p></blockquote><p>What the rate is multiplied by until then, in [0, 1]. Default ⅓.</p><hr><h3 id="totaliters" tabindex="-1">totalIters? <a class="header-anchor" href="#totaliters" aria-label="Permalink to &quot;totalIters?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>totalIters?</strong>: <code>number</code></p></blockquote><p>The step at which the rate is whole again. Default 5.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/ConstantLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ConstantLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ConstantLROptions as default
};
