import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: kFold()","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/functions/kFold.md","filePath":"api/data/functions/kFold.md"}');
const _sfc_main = { name: "api/data/functions/kFold.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / kFold</p><h1 id="function-kfold" tabindex="-1">Function: kFold() <a class="header-anchor" href="#function-kfold" aria-label="Permalink to &quot;Function: kFold()&quot;">​</a></h1><blockquote><p><strong>kFold</strong>(<code>n</code>, <code>k</code>, <code>options?</code>): <a href="./../interfaces/Fold.html"><code>Fold</code></a>[]</p></blockquote><p>Cuts n samples into k parts, each held out once: indices for <code>Subset</code>. Unshuffled parts are consecutive. <code>KFold</code> in scikit-learn.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="n" tabindex="-1">n <a class="header-anchor" href="#n" aria-label="Permalink to &quot;n&quot;">​</a></h3><p><code>number</code></p><h3 id="k" tabindex="-1">k <a class="header-anchor" href="#k" aria-label="Permalink to &quot;k&quot;">​</a></h3><p><code>number</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/FoldOptions.html"><code>FoldOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Fold.html"><code>Fold</code></a>[]</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> unless 2 ≤ k ≤ n.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/functions/kFold.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const kFold = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  kFold as default
};
