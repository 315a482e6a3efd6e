import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoadTensorOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/LoadTensorOptions.md","filePath":"api/rushlight/interfaces/LoadTensorOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/LoadTensorOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / LoadTensorOptions</p><h1 id="interface-loadtensoroptions" tabindex="-1">Interface: LoadTensorOptions <a class="header-anchor" href="#interface-loadtensoroptions" aria-label="Permalink to &quot;Interface: LoadTensorOptions&quot;">​</a></h1><p>How a tensor is read.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./LoadAllOptions.html"><code>LoadAllOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cast" tabindex="-1">cast? <a class="header-anchor" href="#cast" aria-label="Permalink to &quot;cast?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cast?</strong>: <a href="./../type-aliases/Cast.html"><code>Cast</code></a></p></blockquote><p>As in <code>loadSafetensors</code>, by the file&#39;s names.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/LoadTensorOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoadTensorOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoadTensorOptions as default
};
