import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Batch<Sample>","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/type-aliases/Batch.md","filePath":"api/data/type-aliases/Batch.md"}');
const _sfc_main = { name: "api/data/type-aliases/Batch.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / Batch</p><h1 id="type-alias-batch-sample" tabindex="-1">Type Alias: Batch&lt;Sample&gt; <a class="header-anchor" href="#type-alias-batch-sample" aria-label="Permalink to &quot;Type Alias: Batch\\&lt;Sample\\&gt;&quot;">​</a></h1><blockquote><p><strong>Batch</strong>&lt;<code>Sample</code>&gt; = <code>Sample</code> <em>extends</em> <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>number</code> | <code>boolean</code> | <code>Typed</code> ? <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> : <code>Sample</code> <em>extends</em> <code>string</code> ? <code>string</code>[] : <code>Sample</code> <em>extends</em> <code>ReadonlyMap</code>&lt;infer K, infer V&gt; ? <code>Map</code>&lt;<code>K</code>, <code>Batch</code>&lt;<code>V</code>&gt;&gt; : <code>Sample</code> <em>extends</em> readonly <code>unknown</code>[] ? <code>{ -readonly [K in keyof Sample]: Batch&lt;Sample[K]&gt; }</code> : <code>Sample</code> <em>extends</em> <code>object</code> ? <code>{ [K in keyof Sample]: Batch&lt;Sample[K]&gt; }</code> : <code>Sample</code>[]</p></blockquote><p>The batch that samples of a type make.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="sample" tabindex="-1">Sample <a class="header-anchor" href="#sample" aria-label="Permalink to &quot;Sample&quot;">​</a></h3><p><code>Sample</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/type-aliases/Batch.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Batch = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Batch as default
};
