import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TfjsZip","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/interfaces/TfjsZip.md","filePath":"api/tfjs/interfaces/TfjsZip.md"}');
const _sfc_main = { name: "api/tfjs/interfaces/TfjsZip.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / TfjsZip</p><h1 id="interface-tfjszip" tabindex="-1">Interface: TfjsZip <a class="header-anchor" href="#interface-tfjszip" aria-label="Permalink to &quot;Interface: TfjsZip&quot;">​</a></h1><p>The parts of a zipped model.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="metadata" tabindex="-1">metadata <a class="header-anchor" href="#metadata" aria-label="Permalink to &quot;metadata&quot;">​</a></h3><blockquote><p><strong>metadata</strong>: <code>unknown</code></p></blockquote><p><code>metadata.json</code>, with the labels of the classes, or null.</p><hr><h3 id="modeljson" tabindex="-1">modelJson <a class="header-anchor" href="#modeljson" aria-label="Permalink to &quot;modelJson&quot;">​</a></h3><blockquote><p><strong>modelJson</strong>: <code>string</code></p></blockquote><p>The text of <code>model.json</code>.</p><hr><h3 id="weights" tabindex="-1">weights <a class="header-anchor" href="#weights" aria-label="Permalink to &quot;weights&quot;">​</a></h3><blockquote><p><strong>weights</strong>: <code>Record</code>&lt;<code>string</code>, <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;&gt;</p></blockquote><p>The binary files by name, without folders.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/interfaces/TfjsZip.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TfjsZip = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TfjsZip as default
};
