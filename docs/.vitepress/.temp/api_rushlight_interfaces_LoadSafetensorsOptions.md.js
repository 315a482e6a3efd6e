import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LoadSafetensorsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/LoadSafetensorsOptions.md","filePath":"api/rushlight/interfaces/LoadSafetensorsOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/LoadSafetensorsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / LoadSafetensorsOptions</p><h1 id="interface-loadsafetensorsoptions" tabindex="-1">Interface: LoadSafetensorsOptions <a class="header-anchor" href="#interface-loadsafetensorsoptions" aria-label="Permalink to &quot;Interface: LoadSafetensorsOptions&quot;">​</a></h1><p>Options of <code>loadSafetensors</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cast" tabindex="-1">cast? <a class="header-anchor" href="#cast" aria-label="Permalink to &quot;cast?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cast?</strong>: <a href="./../type-aliases/Cast.html"><code>Cast</code></a></p></blockquote><p>&#39;float32&#39; rounds what none of our types holds exactly, F64, I64, U64, U32, and makes integers and bools float32: for all tensors, by name, or by a function of the name.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/LoadSafetensorsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LoadSafetensorsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LoadSafetensorsOptions as default
};
