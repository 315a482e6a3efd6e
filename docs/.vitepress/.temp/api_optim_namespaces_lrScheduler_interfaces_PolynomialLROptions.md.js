import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PolynomialLROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/interfaces/PolynomialLROptions.md","filePath":"api/optim/namespaces/lrScheduler/interfaces/PolynomialLROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/interfaces/PolynomialLROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / PolynomialLROptions</p><h1 id="interface-polynomiallroptions" tabindex="-1">Interface: PolynomialLROptions <a class="header-anchor" href="#interface-polynomiallroptions" aria-label="Permalink to &quot;Interface: PolynomialLROptions&quot;">​</a></h1><p>Options of <code>PolynomialLR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="power" tabindex="-1">power? <a class="header-anchor" href="#power" aria-label="Permalink to &quot;power?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>power?</strong>: <code>number</code></p></blockquote><p>The power. Default 1, a straight line.</p><hr><h3 id="totaliters" tabindex="-1">totalIters? <a class="header-anchor" href="#totaliters" aria-label="Permalink to &quot;totalIters?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>totalIters?</strong>: <code>number</code></p></blockquote><p>The steps until the rate is 0. Default 5.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/interfaces/PolynomialLROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PolynomialLROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PolynomialLROptions as default
};
