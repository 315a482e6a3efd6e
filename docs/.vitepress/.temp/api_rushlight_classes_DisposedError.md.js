import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: DisposedError","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/classes/DisposedError.md","filePath":"api/rushlight/classes/DisposedError.md"}');
const _sfc_main = { name: "api/rushlight/classes/DisposedError.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / DisposedError</p><h1 id="class-disposederror" tabindex="-1">Class: DisposedError <a class="header-anchor" href="#class-disposederror" aria-label="Permalink to &quot;Class: DisposedError&quot;">​</a></h1><p>Thrown when a tensor, module, optimizer or scope is used after its memory was freed.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>ReferenceError</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="name" tabindex="-1">name <a class="header-anchor" href="#name" aria-label="Permalink to &quot;name&quot;">​</a></h3><blockquote><p><strong>name</strong>: <code>string</code> = <code>&#39;DisposedError&#39;</code></p></blockquote><p>&#39;DisposedError&#39;.</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>ReferenceError.name</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/classes/DisposedError.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DisposedError = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DisposedError as default
};
