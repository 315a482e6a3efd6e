import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ASGDOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/ASGDOptions.md","filePath":"api/optim/interfaces/ASGDOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/ASGDOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / ASGDOptions</p><h1 id="interface-asgdoptions" tabindex="-1">Interface: ASGDOptions <a class="header-anchor" href="#interface-asgdoptions" aria-label="Permalink to &quot;Interface: ASGDOptions&quot;">​</a></h1><p>Options of <code>ASGD</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="alpha" tabindex="-1">alpha? <a class="header-anchor" href="#alpha" aria-label="Permalink to &quot;alpha?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>alpha?</strong>: <code>number</code></p></blockquote><p>The power by which the rate falls. Default 0.75.</p><hr><h3 id="lambd" tabindex="-1">lambd? <a class="header-anchor" href="#lambd" aria-label="Permalink to &quot;lambd?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lambd?</strong>: <code>number</code></p></blockquote><p>How much the parameters shrink. Default 1e-4.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate. Default 0.01.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="t0" tabindex="-1">t0? <a class="header-anchor" href="#t0" aria-label="Permalink to &quot;t0?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>t0?</strong>: <code>number</code></p></blockquote><p>The step from which the average is taken. Default 1e6.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/ASGDOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ASGDOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ASGDOptions as default
};
