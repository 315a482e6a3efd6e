import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoadAllOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/LoadAllOptions.md","filePath":"api/rushlight/interfaces/LoadAllOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/LoadAllOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / LoadAllOptions</p><h1 id="interface-loadalloptions" tabindex="-1">Interface: LoadAllOptions <a class="header-anchor" href="#interface-loadalloptions" aria-label="Permalink to &quot;Interface: LoadAllOptions&quot;">​</a></h1><p>How tensors are read and named.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./LoadTensorOptions.html"><code>LoadTensorOptions</code></a></li><li><a href="./NameOptions.html"><code>NameOptions</code></a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/LoadAllOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoadAllOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoadAllOptions as default
};
