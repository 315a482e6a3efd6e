import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AdadeltaOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/AdadeltaOptions.md","filePath":"api/optim/interfaces/AdadeltaOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/AdadeltaOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / AdadeltaOptions</p><h1 id="interface-adadeltaoptions" tabindex="-1">Interface: AdadeltaOptions <a class="header-anchor" href="#interface-adadeltaoptions" aria-label="Permalink to &quot;Interface: AdadeltaOptions&quot;">​</a></h1><p>Options of <code>Adadelta</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Is added to both means under their roots. Default 1e-6.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>A factor of the step. Default 1.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="rho" tabindex="-1">rho? <a class="header-anchor" href="#rho" aria-label="Permalink to &quot;rho?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>rho?</strong>: <code>number</code></p></blockquote><p>How much of the running means of squares is kept. Default 0.9.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/AdadeltaOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AdadeltaOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AdadeltaOptions as default
};
