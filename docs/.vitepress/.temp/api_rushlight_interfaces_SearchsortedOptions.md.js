import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SearchsortedOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/SearchsortedOptions.md","filePath":"api/rushlight/interfaces/SearchsortedOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/SearchsortedOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / SearchsortedOptions</p><h1 id="interface-searchsortedoptions" tabindex="-1">Interface: SearchsortedOptions <a class="header-anchor" href="#interface-searchsortedoptions" aria-label="Permalink to &quot;Interface: SearchsortedOptions&quot;">​</a></h1><p>Options of <code>searchsorted</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>SEARCH</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="right" tabindex="-1">right? <a class="header-anchor" href="#right" aria-label="Permalink to &quot;right?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>right?</strong>: <code>boolean</code></p></blockquote><p>The place after equal elements instead of the one before them. Default false.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.right</code></p><hr><h3 id="side" tabindex="-1">side? <a class="header-anchor" href="#side" aria-label="Permalink to &quot;side?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>side?</strong>: <code>&quot;left&quot;</code> | <code>&quot;right&quot;</code> | <code>null</code></p></blockquote><p>The same in words. Default &#39;left&#39;.</p><h4 id="overrides-1" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-1" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.side</code></p><hr><h3 id="sorter" tabindex="-1">sorter? <a class="header-anchor" href="#sorter" aria-label="Permalink to &quot;sorter?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>sorter?</strong>: <a href="./../classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>The indices that sort the sequence, if it is not sorted itself. Default none.</p><h4 id="overrides-2" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-2" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.sorter</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/SearchsortedOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SearchsortedOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SearchsortedOptions as default
};
