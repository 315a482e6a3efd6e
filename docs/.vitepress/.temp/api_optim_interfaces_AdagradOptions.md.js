import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AdagradOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/AdagradOptions.md","filePath":"api/optim/interfaces/AdagradOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/AdagradOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / AdagradOptions</p><h1 id="interface-adagradoptions" tabindex="-1">Interface: AdagradOptions <a class="header-anchor" href="#interface-adagradoptions" aria-label="Permalink to &quot;Interface: AdagradOptions&quot;">​</a></h1><p>Options of <code>Adagrad</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Keeps the divisor from 0. Default 1e-10.</p><hr><h3 id="initialaccumulatorvalue" tabindex="-1">initialAccumulatorValue? <a class="header-anchor" href="#initialaccumulatorvalue" aria-label="Permalink to &quot;initialAccumulatorValue?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>initialAccumulatorValue?</strong>: <code>number</code></p></blockquote><p>What the sum of squares begins with. Default 0.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate. Default 0.01.</p><hr><h3 id="lrdecay" tabindex="-1">lrDecay? <a class="header-anchor" href="#lrdecay" aria-label="Permalink to &quot;lrDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lrDecay?</strong>: <code>number</code></p></blockquote><p>The rate of step t is lr/(1 + (t − 1)·lrDecay). Default 0.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/AdagradOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AdagradOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AdagradOptions as default
};
