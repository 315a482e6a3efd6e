import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PadOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/PadOptions.md","filePath":"api/functional/interfaces/PadOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/PadOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / PadOptions</p><h1 id="interface-padoptions" tabindex="-1">Interface: PadOptions <a class="header-anchor" href="#interface-padoptions" aria-label="Permalink to &quot;Interface: PadOptions&quot;">​</a></h1><p>Options of <code>pad</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>PAD</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;constant&quot;</code> | <code>&quot;reflect&quot;</code> | <code>&quot;replicate&quot;</code></p></blockquote><p>What stands beyond the edges: a constant, the elements mirrored at the edge, or the edge itself. Default &#39;constant&#39;.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.mode</code></p><hr><h3 id="value" tabindex="-1">value? <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>value?</strong>: <code>number</code></p></blockquote><p>The constant. Default 0.</p><h4 id="overrides-1" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-1" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.value</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/PadOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PadOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PadOptions as default
};
