import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TfjsFiles","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/interfaces/TfjsFiles.md","filePath":"api/tfjs/interfaces/TfjsFiles.md"}');
const _sfc_main = { name: "api/tfjs/interfaces/TfjsFiles.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / TfjsFiles</p><h1 id="interface-tfjsfiles" tabindex="-1">Interface: TfjsFiles <a class="header-anchor" href="#interface-tfjsfiles" aria-label="Permalink to &quot;Interface: TfjsFiles&quot;">​</a></h1><p>The files of a model by name.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Record</code>&lt;<code>string</code>, <code>string</code> | <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;&gt;</li></ul><h2 id="indexable" tabindex="-1">Indexable <a class="header-anchor" href="#indexable" aria-label="Permalink to &quot;Indexable&quot;">​</a></h2><blockquote><p>[<code>key</code>: <code>string</code>]: <code>string</code> | <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p></blockquote><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="group1-shard1of1-bin" tabindex="-1">group1-shard1of1.bin <a class="header-anchor" href="#group1-shard1of1-bin" aria-label="Permalink to &quot;group1-shard1of1.bin&quot;">​</a></h3><blockquote><p><strong>group1-shard1of1.bin</strong>: <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p></blockquote><p>The weights.</p><hr><h3 id="model-json" tabindex="-1">model.json <a class="header-anchor" href="#model-json" aria-label="Permalink to &quot;model.json&quot;">​</a></h3><blockquote><p><strong>model.json</strong>: <code>string</code></p></blockquote><p>The layers and the list of weights.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/interfaces/TfjsFiles.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TfjsFiles = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TfjsFiles as default
};
