import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SaveSafetensorsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/SaveSafetensorsOptions.md","filePath":"api/rushlight/interfaces/SaveSafetensorsOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/SaveSafetensorsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / SaveSafetensorsOptions</p><h1 id="interface-savesafetensorsoptions" tabindex="-1">Interface: SaveSafetensorsOptions <a class="header-anchor" href="#interface-savesafetensorsoptions" aria-label="Permalink to &quot;Interface: SaveSafetensorsOptions&quot;">​</a></h1><p>Options of <code>saveSafetensors</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="cast" tabindex="-1">cast? <a class="header-anchor" href="#cast" aria-label="Permalink to &quot;cast?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>cast?</strong>: <a href="./../type-aliases/Cast.html"><code>Cast</code></a>&lt;<a href="./../type-aliases/ShortFloat.html"><code>ShortFloat</code></a>&gt;</p></blockquote><p>Writes float32 tensors as F16 or BF16, rounded to nearest, ties to even: all of them, by name, or by a function of the name. <code>loadSafetensors</code> reads them as float32.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/SaveSafetensorsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SaveSafetensorsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SaveSafetensorsOptions as default
};
