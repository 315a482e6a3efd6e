import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PairwiseDistanceOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/PairwiseDistanceOptions.md","filePath":"api/functional/interfaces/PairwiseDistanceOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/PairwiseDistanceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / PairwiseDistanceOptions</p><h1 id="interface-pairwisedistanceoptions" tabindex="-1">Interface: PairwiseDistanceOptions <a class="header-anchor" href="#interface-pairwisedistanceoptions" aria-label="Permalink to &quot;Interface: PairwiseDistanceOptions&quot;">​</a></h1><p>Options of <code>pairwiseDistance</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>What is added to each difference. Default 1e-6.</p><hr><h3 id="keepdim" tabindex="-1">keepdim? <a class="header-anchor" href="#keepdim" aria-label="Permalink to &quot;keepdim?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>keepdim?</strong>: <code>boolean</code></p></blockquote><p>Whether the last dim stays, with size 1. Default false.</p><hr><h3 id="p" tabindex="-1">p? <a class="header-anchor" href="#p" aria-label="Permalink to &quot;p?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>p?</strong>: <code>number</code></p></blockquote><p>The kind of the norm. Default 2.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/PairwiseDistanceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PairwiseDistanceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PairwiseDistanceOptions as default
};
