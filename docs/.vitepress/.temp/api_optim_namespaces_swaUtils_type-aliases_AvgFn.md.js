import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: AvgFn","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/swaUtils/type-aliases/AvgFn.md","filePath":"api/optim/namespaces/swaUtils/type-aliases/AvgFn.md"}');
const _sfc_main = { name: "api/optim/namespaces/swaUtils/type-aliases/AvgFn.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">swaUtils</a> / AvgFn</p><h1 id="type-alias-avgfn" tabindex="-1">Type Alias: AvgFn <a class="header-anchor" href="#type-alias-avgfn" aria-label="Permalink to &quot;Type Alias: AvgFn&quot;">​</a></h1><blockquote><p><strong>AvgFn</strong> = (<code>averaged</code>, <code>current</code>, <code>numAveraged</code>) =&gt; <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>The next average of a tensor, from the one so far, the model&#39;s, and how many models are in the average.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="averaged" tabindex="-1">averaged <a class="header-anchor" href="#averaged" aria-label="Permalink to &quot;averaged&quot;">​</a></h3><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="current" tabindex="-1">current <a class="header-anchor" href="#current" aria-label="Permalink to &quot;current&quot;">​</a></h3><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="numaveraged" tabindex="-1">numAveraged <a class="header-anchor" href="#numaveraged" aria-label="Permalink to &quot;numAveraged&quot;">​</a></h3><p><code>number</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/swaUtils/type-aliases/AvgFn.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AvgFn = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AvgFn as default
};
