import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NAdamOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/NAdamOptions.md","filePath":"api/optim/interfaces/NAdamOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/NAdamOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / NAdamOptions</p><h1 id="interface-nadamoptions" tabindex="-1">Interface: NAdamOptions <a class="header-anchor" href="#interface-nadamoptions" aria-label="Permalink to &quot;Interface: NAdamOptions&quot;">​</a></h1><p>Options of <code>NAdam</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="betas" tabindex="-1">betas? <a class="header-anchor" href="#betas" aria-label="Permalink to &quot;betas?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>betas?</strong>: readonly [<code>number</code>, <code>number</code>]</p></blockquote><p>How much of the running means is kept. Default [0.9, 0.999].</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Keeps the divisor from 0. Default 1e-8.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate. Default 0.002.</p><hr><h3 id="momentumdecay" tabindex="-1">momentumDecay? <a class="header-anchor" href="#momentumdecay" aria-label="Permalink to &quot;momentumDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentumDecay?</strong>: <code>number</code></p></blockquote><p>How soon the momentum reaches beta1. Default 0.004.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/NAdamOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NAdamOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NAdamOptions as default
};
