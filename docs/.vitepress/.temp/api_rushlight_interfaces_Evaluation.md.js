import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Evaluation","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/Evaluation.md","filePath":"api/rushlight/interfaces/Evaluation.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/Evaluation.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Evaluation</p><h1 id="interface-evaluation" tabindex="-1">Interface: Evaluation <a class="header-anchor" href="#interface-evaluation" aria-label="Permalink to &quot;Interface: Evaluation&quot;">​</a></h1><p>What <code>evaluate</code> returns: means over the targets that count.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="loss" tabindex="-1">loss <a class="header-anchor" href="#loss" aria-label="Permalink to &quot;loss&quot;">​</a></h3><blockquote><p><strong>loss</strong>: <code>number</code></p></blockquote><p>The mean loss.</p><hr><h3 id="metrics" tabindex="-1">metrics <a class="header-anchor" href="#metrics" aria-label="Permalink to &quot;metrics&quot;">​</a></h3><blockquote><p><strong>metrics</strong>: <code>Figures</code></p></blockquote><p>Each metric.</p><hr><h3 id="samples" tabindex="-1">samples <a class="header-anchor" href="#samples" aria-label="Permalink to &quot;samples&quot;">​</a></h3><blockquote><p><strong>samples</strong>: <code>number</code></p></blockquote><p>How many samples there were.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/Evaluation.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Evaluation = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Evaluation as default
};
