import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Fold","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/Fold.md","filePath":"api/data/interfaces/Fold.md"}');
const _sfc_main = { name: "api/data/interfaces/Fold.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / Fold</p><h1 id="interface-fold" tabindex="-1">Interface: Fold <a class="header-anchor" href="#interface-fold" aria-label="Permalink to &quot;Interface: Fold&quot;">​</a></h1><p>The indices of one fold, in ascending order.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="test" tabindex="-1">test <a class="header-anchor" href="#test" aria-label="Permalink to &quot;test&quot;">​</a></h3><blockquote><p><strong>test</strong>: <code>number</code>[]</p></blockquote><p>What is held out.</p><hr><h3 id="train" tabindex="-1">train <a class="header-anchor" href="#train" aria-label="Permalink to &quot;train&quot;">​</a></h3><blockquote><p><strong>train</strong>: <code>number</code>[]</p></blockquote><p>What is trained on: all samples of the other folds.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/Fold.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Fold = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Fold as default
};
