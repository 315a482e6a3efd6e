import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: KLDivLossOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/KLDivLossOptions.md","filePath":"api/functional/interfaces/KLDivLossOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/KLDivLossOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / KLDivLossOptions</p><h1 id="interface-kldivlossoptions" tabindex="-1">Interface: KLDivLossOptions <a class="header-anchor" href="#interface-kldivlossoptions" aria-label="Permalink to &quot;Interface: KLDivLossOptions&quot;">​</a></h1><p>Options of <code>klDiv</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="logtarget" tabindex="-1">logTarget? <a class="header-anchor" href="#logtarget" aria-label="Permalink to &quot;logTarget?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>logTarget?</strong>: <code>boolean</code></p></blockquote><p>The target holds log-probabilities too. Default false.</p><hr><h3 id="reduction" tabindex="-1">reduction? <a class="header-anchor" href="#reduction" aria-label="Permalink to &quot;reduction?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>reduction?</strong>: <a href="./../type-aliases/Reduction.html"><code>Reduction</code></a> | <code>&quot;batchmean&quot;</code></p></blockquote><p>&#39;mean&#39; over all elements if absent; &#39;batchmean&#39;, the sum divided by the batch, is the divergence itself.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/KLDivLossOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const KLDivLossOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  KLDivLossOptions as default
};
