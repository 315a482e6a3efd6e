import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RandomOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/RandomOptions.md","filePath":"api/rushlight/interfaces/RandomOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/RandomOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / RandomOptions</p><h1 id="interface-randomoptions" tabindex="-1">Interface: RandomOptions <a class="header-anchor" href="#interface-randomoptions" aria-label="Permalink to &quot;Interface: RandomOptions&quot;">​</a></h1><p>Options of the random functions.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./TensorOptions.html"><code>TensorOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../classes/Generator.html"><code>Generator</code></a></p></blockquote><p>The source of the numbers. Default: <code>defaultGenerator</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/RandomOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RandomOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RandomOptions as default
};
