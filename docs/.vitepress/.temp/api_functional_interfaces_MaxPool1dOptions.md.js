import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: MaxPool1dOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/MaxPool1dOptions.md","filePath":"api/functional/interfaces/MaxPool1dOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/MaxPool1dOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / MaxPool1dOptions</p><h1 id="interface-maxpool1doptions" tabindex="-1">Interface: MaxPool1dOptions <a class="header-anchor" href="#interface-maxpool1doptions" aria-label="Permalink to &quot;Interface: MaxPool1dOptions&quot;">​</a></h1><p>Options of <code>maxPool1d</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>PoolOptions</code>&lt;<a href="./../type-aliases/Single.html"><code>Single</code></a>&gt;</li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dilation" tabindex="-1">dilation? <a class="header-anchor" href="#dilation" aria-label="Permalink to &quot;dilation?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dilation?</strong>: <a href="./../type-aliases/Single.html"><code>Single</code></a></p></blockquote><p>Distance of a window&#39;s taps. Default 1.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/MaxPool1dOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const MaxPool1dOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  MaxPool1dOptions as default
};
