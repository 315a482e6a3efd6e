import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Cast<T>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Cast.md","filePath":"api/rushlight/type-aliases/Cast.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Cast.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Cast</p><h1 id="type-alias-cast-t" tabindex="-1">Type Alias: Cast&lt;T&gt; <a class="header-anchor" href="#type-alias-cast-t" aria-label="Permalink to &quot;Type Alias: Cast\\&lt;T\\&gt;&quot;">​</a></h1><blockquote><p><strong>Cast</strong>&lt;<code>T</code>&gt; = <code>T</code> | <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>T</code>&gt;&gt; | ((<code>name</code>) =&gt; <code>T</code> | <code>undefined</code>)</p></blockquote><p>&#39;float32&#39; for all tensors, by name, or from a function of the name, which returns undefined for a tensor to leave as it is.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code> <em>extends</em> <code>string</code> = <code>&quot;float32&quot;</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Cast.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Cast = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Cast as default
};
