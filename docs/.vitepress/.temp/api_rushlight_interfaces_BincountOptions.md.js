import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BincountOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/BincountOptions.md","filePath":"api/rushlight/interfaces/BincountOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/BincountOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / BincountOptions</p><h1 id="interface-bincountoptions" tabindex="-1">Interface: BincountOptions <a class="header-anchor" href="#interface-bincountoptions" aria-label="Permalink to &quot;Interface: BincountOptions&quot;">​</a></h1><p>Options of <code>bincount</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>BINCOUNT</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="minlength" tabindex="-1">minlength? <a class="header-anchor" href="#minlength" aria-label="Permalink to &quot;minlength?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>minlength?</strong>: <code>number</code></p></blockquote><p>The least length of the result. Default 0.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.minlength</code></p><hr><h3 id="weights" tabindex="-1">weights? <a class="header-anchor" href="#weights" aria-label="Permalink to &quot;weights?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weights?</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>What an element counts, of the input&#39;s shape; the sums are float32. Default 1 each.</p><h4 id="overrides-1" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-1" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.weights</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/BincountOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BincountOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BincountOptions as default
};
