import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RMSpropOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/RMSpropOptions.md","filePath":"api/optim/interfaces/RMSpropOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/RMSpropOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / RMSpropOptions</p><h1 id="interface-rmspropoptions" tabindex="-1">Interface: RMSpropOptions <a class="header-anchor" href="#interface-rmspropoptions" aria-label="Permalink to &quot;Interface: RMSpropOptions&quot;">​</a></h1><p>Options of <code>RMSprop</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="alpha" tabindex="-1">alpha? <a class="header-anchor" href="#alpha" aria-label="Permalink to &quot;alpha?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>alpha?</strong>: <code>number</code></p></blockquote><p>How much of the running mean of the gradient&#39;s square is kept. Default 0.99.</p><hr><h3 id="centered" tabindex="-1">centered? <a class="header-anchor" href="#centered" aria-label="Permalink to &quot;centered?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>centered?</strong>: <code>boolean</code></p></blockquote><p>Divide by the deviation: take the square of the gradient&#39;s mean off (Graves, 2013).</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Keeps the divisor from 0, outside the root. Default 1e-8.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate. Default 0.01.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="momentum" tabindex="-1">momentum? <a class="header-anchor" href="#momentum" aria-label="Permalink to &quot;momentum?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentum?</strong>: <code>number</code></p></blockquote><p>How much of the last update is kept. Default 0.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/RMSpropOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RMSpropOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RMSpropOptions as default
};
