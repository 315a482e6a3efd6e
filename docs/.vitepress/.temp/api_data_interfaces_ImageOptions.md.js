import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ImageOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/ImageOptions.md","filePath":"api/data/interfaces/ImageOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/ImageOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / ImageOptions</p><h1 id="interface-imageoptions" tabindex="-1">Interface: ImageOptions <a class="header-anchor" href="#interface-imageoptions" aria-label="Permalink to &quot;Interface: ImageOptions&quot;">​</a></h1><p>Options of <code>fromImageData</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="channels" tabindex="-1">channels? <a class="header-anchor" href="#channels" aria-label="Permalink to &quot;channels?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>channels?</strong>: <code>1</code> | <code>4</code> | <code>3</code></p></blockquote><p>3 for red, green and blue, if absent; 1 for grey; 4 with alpha.</p><hr><h3 id="normalize" tabindex="-1">normalize? <a class="header-anchor" href="#normalize" aria-label="Permalink to &quot;normalize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>normalize?</strong>: <code>object</code></p></blockquote><p>Means and standard deviations, for all channels or for each: (x − mean) / std, as <code>transforms.Normalize</code>.</p><h4 id="mean" tabindex="-1">mean <a class="header-anchor" href="#mean" aria-label="Permalink to &quot;mean&quot;">​</a></h4><blockquote><p><strong>mean</strong>: <code>number</code> | readonly <code>number</code>[]</p></blockquote><h4 id="std" tabindex="-1">std <a class="header-anchor" href="#std" aria-label="Permalink to &quot;std&quot;">​</a></h4><blockquote><p><strong>std</strong>: <code>number</code> | readonly <code>number</code>[]</p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/ImageOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ImageOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ImageOptions as default
};
