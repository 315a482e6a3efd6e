import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Sampler","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/Sampler.md","filePath":"api/data/interfaces/Sampler.md"}');
const _sfc_main = { name: "api/data/interfaces/Sampler.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / Sampler</p><h1 id="interface-sampler" tabindex="-1">Interface: Sampler <a class="header-anchor" href="#interface-sampler" aria-label="Permalink to &quot;Interface: Sampler&quot;">​</a></h1><p>An order in which samples are drawn: their indices, anew for each pass. <code>Sampler</code> in PyTorch.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="length" tabindex="-1">length? <a class="header-anchor" href="#length" aria-label="Permalink to &quot;length?&quot;">​</a></h3><blockquote><p><code>readonly</code> <code>optional</code> <strong>length?</strong>: <code>number</code></p></blockquote><p>How many indices a pass yields; only the loader&#39;s <code>length</code> needs it.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="iterator" tabindex="-1">[iterator]() <a class="header-anchor" href="#iterator" aria-label="Permalink to &quot;\\[iterator\\]()&quot;">​</a></h3><blockquote><p><strong>[iterator]</strong>(): <code>Iterator</code>&lt;<code>number</code>&gt;</p></blockquote><p>Begins a pass.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>Iterator</code>&lt;<code>number</code>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/Sampler.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Sampler = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Sampler as default
};
