import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ExponentialLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/ExponentialLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/ExponentialLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/ExponentialLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / ExponentialLROptions</p><h1 id="interface-exponentiallroptions" tabindex="-1">Interface: ExponentialLROptions <a class="header-anchor" href="#interface-exponentiallroptions" aria-label="Permalink to &quot;Interface: ExponentialLROptions&quot;">​</a></h1><p>Options of <code>ExponentialLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="gamma" tabindex="-1">gamma <a class="header-anchor" href="#gamma" aria-label="Permalink to &quot;gamma&quot;">​</a></h3><blockquote><p><strong>gamma</strong>: <code>number</code></p></blockquote><p>What the rate is multiplied by.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/ExponentialLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ExponentialLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ExponentialLROptions as default
};
