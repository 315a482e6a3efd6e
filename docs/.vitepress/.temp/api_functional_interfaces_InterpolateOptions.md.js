import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: InterpolateOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/InterpolateOptions.md","filePath":"api/functional/interfaces/InterpolateOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/InterpolateOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / InterpolateOptions</p><h1 id="interface-interpolateoptions" tabindex="-1">Interface: InterpolateOptions <a class="header-anchor" href="#interface-interpolateoptions" aria-label="Permalink to &quot;Interface: InterpolateOptions&quot;">​</a></h1><p>Options of <code>interpolate</code>: either <code>size</code> or <code>scaleFactor</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;nearest&quot;</code></p></blockquote><p>Where values come from: &#39;nearest&#39;, the default, takes that of the nearest place before.</p><hr><h3 id="scalefactor" tabindex="-1">scaleFactor? <a class="header-anchor" href="#scalefactor" aria-label="Permalink to &quot;scaleFactor?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>scaleFactor?</strong>: <code>number</code> | readonly [<code>number</code>, <code>number</code>] | readonly [<code>number</code>] | <code>null</code></p></blockquote><p>What the input&#39;s sizes are multiplied by, fractions cut off.</p><hr><h3 id="size" tabindex="-1">size? <a class="header-anchor" href="#size" aria-label="Permalink to &quot;size?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>size?</strong>: <code>number</code> | readonly [<code>number</code>, <code>number</code>] | readonly [<code>number</code>] | <code>null</code></p></blockquote><p>The size of the result by axis.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/InterpolateOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const InterpolateOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  InterpolateOptions as default
};
