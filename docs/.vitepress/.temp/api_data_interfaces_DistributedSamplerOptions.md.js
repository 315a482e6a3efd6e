import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DistributedSamplerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/DistributedSamplerOptions.md","filePath":"api/data/interfaces/DistributedSamplerOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/DistributedSamplerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / DistributedSamplerOptions</p><h1 id="interface-distributedsampleroptions" tabindex="-1">Interface: DistributedSamplerOptions <a class="header-anchor" href="#interface-distributedsampleroptions" aria-label="Permalink to &quot;Interface: DistributedSamplerOptions&quot;">​</a></h1><p>Options of <code>DistributedSampler</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="droplast" tabindex="-1">dropLast? <a class="header-anchor" href="#droplast" aria-label="Permalink to &quot;dropLast?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dropLast?</strong>: <code>boolean</code></p></blockquote><p>Leave out the samples that do not divide evenly, rather than give some twice.</p><hr><h3 id="numreplicas" tabindex="-1">numReplicas <a class="header-anchor" href="#numreplicas" aria-label="Permalink to &quot;numReplicas&quot;">​</a></h3><blockquote><p><strong>numReplicas</strong>: <code>number</code></p></blockquote><p>How many processes share the samples.</p><hr><h3 id="rank" tabindex="-1">rank <a class="header-anchor" href="#rank" aria-label="Permalink to &quot;rank&quot;">​</a></h3><blockquote><p><strong>rank</strong>: <code>number</code></p></blockquote><p>Which of them this one is, from 0 on.</p><hr><h3 id="seed" tabindex="-1">seed? <a class="header-anchor" href="#seed" aria-label="Permalink to &quot;seed?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>seed?</strong>: <code>number</code></p></blockquote><p>Where the order starts, the same in every process. Default 0.</p><hr><h3 id="shuffle" tabindex="-1">shuffle? <a class="header-anchor" href="#shuffle" aria-label="Permalink to &quot;shuffle?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>shuffle?</strong>: <code>boolean</code></p></blockquote><p>Draw the samples in an order that changes with the epoch. Default true.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/DistributedSamplerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DistributedSamplerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DistributedSamplerOptions as default
};
