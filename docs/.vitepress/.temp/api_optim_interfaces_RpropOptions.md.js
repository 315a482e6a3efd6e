import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RpropOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/RpropOptions.md","filePath":"api/optim/interfaces/RpropOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/RpropOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / RpropOptions</p><h1 id="interface-rpropoptions" tabindex="-1">Interface: RpropOptions <a class="header-anchor" href="#interface-rpropoptions" aria-label="Permalink to &quot;Interface: RpropOptions&quot;">​</a></h1><p>Options of <code>Rprop</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="etas" tabindex="-1">etas? <a class="header-anchor" href="#etas" aria-label="Permalink to &quot;etas?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>etas?</strong>: readonly [<code>number</code>, <code>number</code>]</p></blockquote><p>By how much steps shrink where the sign turns, and grow where it stays. Default [0.5, 1.2].</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The first step of every element. Default 0.01.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="stepsizes" tabindex="-1">stepSizes? <a class="header-anchor" href="#stepsizes" aria-label="Permalink to &quot;stepSizes?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>stepSizes?</strong>: readonly [<code>number</code>, <code>number</code>]</p></blockquote><p>The least and the greatest step. Default [1e-6, 50].</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/RpropOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RpropOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RpropOptions as default
};
