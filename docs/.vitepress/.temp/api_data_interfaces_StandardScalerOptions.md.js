import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: StandardScalerOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/StandardScalerOptions.md","filePath":"api/data/interfaces/StandardScalerOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/StandardScalerOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / StandardScalerOptions</p><h1 id="interface-standardscaleroptions" tabindex="-1">Interface: StandardScalerOptions <a class="header-anchor" href="#interface-standardscaleroptions" aria-label="Permalink to &quot;Interface: StandardScalerOptions&quot;">​</a></h1><p>Options of StandardScaler.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dim" tabindex="-1">dim? <a class="header-anchor" href="#dim" aria-label="Permalink to &quot;dim?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dim?</strong>: <code>number</code></p></blockquote><p>The dim of the features; the last if absent. For images of shape (N, C, H, W), 1 scales by channel.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/StandardScalerOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const StandardScalerOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  StandardScalerOptions as default
};
