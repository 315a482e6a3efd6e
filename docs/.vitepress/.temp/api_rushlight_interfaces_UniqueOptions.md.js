import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: UniqueOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/UniqueOptions.md","filePath":"api/rushlight/interfaces/UniqueOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/UniqueOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / UniqueOptions</p><h1 id="interface-uniqueoptions" tabindex="-1">Interface: UniqueOptions <a class="header-anchor" href="#interface-uniqueoptions" aria-label="Permalink to &quot;Interface: UniqueOptions&quot;">​</a></h1><p>Options of <code>unique</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>OptionsOf</code>&lt;<em>typeof</em> <code>UNIQUE</code>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dim?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>The dim whose entries are compared. Default none: the elements are.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.dim</code></p><hr><h3 id="returncounts" tabindex="-1">returnCounts? <a class="header-anchor" href="#returncounts" aria-label="Permalink to &quot;returnCounts?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>returnCounts?</strong>: <code>boolean</code></p></blockquote><p>Also how often each occurs. Default false.</p><h4 id="overrides-1" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-1" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.returnCounts</code></p><hr><h3 id="returninverse" tabindex="-1">returnInverse? <a class="header-anchor" href="#returninverse" aria-label="Permalink to &quot;returnInverse?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>returnInverse?</strong>: <code>boolean</code></p></blockquote><p>Also where in the result each element, or entry of <code>dim</code>, is. Default false.</p><h4 id="overrides-2" tabindex="-1">Overrides <a class="header-anchor" href="#overrides-2" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>OptionsOf.returnInverse</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/UniqueOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const UniqueOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  UniqueOptions as default
};
