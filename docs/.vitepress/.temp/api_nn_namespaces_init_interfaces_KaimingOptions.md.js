import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: KaimingOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/interfaces/KaimingOptions.md","filePath":"api/nn/namespaces/init/interfaces/KaimingOptions.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/interfaces/KaimingOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / KaimingOptions</p><h1 id="interface-kaimingoptions" tabindex="-1">Interface: KaimingOptions <a class="header-anchor" href="#interface-kaimingoptions" aria-label="Permalink to &quot;Interface: KaimingOptions&quot;">​</a></h1><p>Options of the Kaiming initialisers.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>Source</code></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="a" tabindex="-1">a? <a class="header-anchor" href="#a" aria-label="Permalink to &quot;a?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>a?</strong>: <code>number</code></p></blockquote><p>The negative slope of the leaky_relu that follows the layer. Default 0.</p><hr><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;fan_in&quot;</code> | <code>&quot;fan_out&quot;</code></p></blockquote><p>Which pass keeps its variance: &#39;fan_in&#39; the forward pass, &#39;fan_out&#39; the backward. Default &#39;fan_in&#39;.</p><hr><h3 id="nonlinearity" tabindex="-1">nonlinearity? <a class="header-anchor" href="#nonlinearity" aria-label="Permalink to &quot;nonlinearity?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>nonlinearity?</strong>: <a href="./../type-aliases/Nonlinearity.html"><code>Nonlinearity</code></a></p></blockquote><p>The nonlinearity that follows the layer. Default &#39;leaky_relu&#39;.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/interfaces/KaimingOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const KaimingOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  KaimingOptions as default
};
