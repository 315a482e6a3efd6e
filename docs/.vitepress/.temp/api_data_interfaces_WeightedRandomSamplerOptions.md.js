import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: WeightedRandomSamplerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/WeightedRandomSamplerOptions.md","filePath":"api/data/interfaces/WeightedRandomSamplerOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/WeightedRandomSamplerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / WeightedRandomSamplerOptions</p><h1 id="interface-weightedrandomsampleroptions" tabindex="-1">Interface: WeightedRandomSamplerOptions <a class="header-anchor" href="#interface-weightedrandomsampleroptions" aria-label="Permalink to &quot;Interface: WeightedRandomSamplerOptions&quot;">​</a></h1><p>Options of <code>WeightedRandomSampler</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p></blockquote><p>Where the order comes from. Default: the default generator.</p><hr><h3 id="replacement" tabindex="-1">replacement? <a class="header-anchor" href="#replacement" aria-label="Permalink to &quot;replacement?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>replacement?</strong>: <code>boolean</code></p></blockquote><p>Draw each index independently, so that some repeat. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/WeightedRandomSamplerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const WeightedRandomSamplerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  WeightedRandomSamplerOptions as default
};
