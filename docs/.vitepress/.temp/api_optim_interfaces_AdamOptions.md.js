import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AdamOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/AdamOptions.md","filePath":"api/optim/interfaces/AdamOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/AdamOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / AdamOptions</p><h1 id="interface-adamoptions" tabindex="-1">Interface: AdamOptions <a class="header-anchor" href="#interface-adamoptions" aria-label="Permalink to &quot;Interface: AdamOptions&quot;">​</a></h1><p>Options of <code>Adam</code> and <code>AdamW</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="amsgrad" tabindex="-1">amsgrad? <a class="header-anchor" href="#amsgrad" aria-label="Permalink to &quot;amsgrad?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>amsgrad?</strong>: <code>boolean</code></p></blockquote><p>Divide by the greatest mean square so far (Reddi and others, 2018).</p><hr><h3 id="betas" tabindex="-1">betas? <a class="header-anchor" href="#betas" aria-label="Permalink to &quot;betas?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>betas?</strong>: readonly [<code>number</code>, <code>number</code>]</p></blockquote><p>How much of the running means of the gradient and of its square is kept. Default [0.9, 0.999].</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Keeps the divisor from 0. Default 1e-8.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate. Default 0.001.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adam adds weightDecay·p to the gradient (default 0); AdamW shrinks p by lr·weightDecay (default 0.01).</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/AdamOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AdamOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AdamOptions as default
};
