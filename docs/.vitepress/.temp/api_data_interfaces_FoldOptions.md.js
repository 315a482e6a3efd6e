import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FoldOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/FoldOptions.md","filePath":"api/data/interfaces/FoldOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/FoldOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / FoldOptions</p><h1 id="interface-foldoptions" tabindex="-1">Interface: FoldOptions <a class="header-anchor" href="#interface-foldoptions" aria-label="Permalink to &quot;Interface: FoldOptions&quot;">​</a></h1><p>Options of <code>kFold</code> and <code>stratifiedKFold</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p></blockquote><p>Where the shuffle comes from. Default: the default generator.</p><hr><h3 id="shuffle" tabindex="-1">shuffle? <a class="header-anchor" href="#shuffle" aria-label="Permalink to &quot;shuffle?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>shuffle?</strong>: <code>boolean</code></p></blockquote><p>Draw the samples of each fold at random. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/FoldOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FoldOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FoldOptions as default
};
