import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: RandomSamplerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/RandomSamplerOptions.md","filePath":"api/data/interfaces/RandomSamplerOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/RandomSamplerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / RandomSamplerOptions</p><h1 id="interface-randomsampleroptions" tabindex="-1">Interface: RandomSamplerOptions <a class="header-anchor" href="#interface-randomsampleroptions" aria-label="Permalink to &quot;Interface: RandomSamplerOptions&quot;">​</a></h1><p>Options of <code>RandomSampler</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p></blockquote><p>Where the order comes from. Default: a seed from the default generator.</p><hr><h3 id="numsamples" tabindex="-1">numSamples? <a class="header-anchor" href="#numsamples" aria-label="Permalink to &quot;numSamples?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>numSamples?</strong>: <code>number</code></p></blockquote><p>How many to draw. Default: the dataset&#39;s length.</p><hr><h3 id="replacement" tabindex="-1">replacement? <a class="header-anchor" href="#replacement" aria-label="Permalink to &quot;replacement?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>replacement?</strong>: <code>boolean</code></p></blockquote><p>Draw each index independently, so that some repeat.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/RandomSamplerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const RandomSamplerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  RandomSamplerOptions as default
};
