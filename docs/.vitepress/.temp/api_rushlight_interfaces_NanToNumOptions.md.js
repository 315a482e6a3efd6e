import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NanToNumOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/NanToNumOptions.md","filePath":"api/rushlight/interfaces/NanToNumOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/NanToNumOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / NanToNumOptions</p><h1 id="interface-nantonumoptions" tabindex="-1">Interface: NanToNumOptions <a class="header-anchor" href="#interface-nantonumoptions" aria-label="Permalink to &quot;Interface: NanToNumOptions&quot;">​</a></h1><p>Options of <code>nanToNum</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="nan" tabindex="-1">nan? <a class="header-anchor" href="#nan" aria-label="Permalink to &quot;nan?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>nan?</strong>: <code>number</code></p></blockquote><p>In the place of NaN. Default 0.</p><hr><h3 id="neginf" tabindex="-1">neginf? <a class="header-anchor" href="#neginf" aria-label="Permalink to &quot;neginf?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>neginf?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>In the place of −∞; the least float32 if absent or null.</p><hr><h3 id="posinf" tabindex="-1">posinf? <a class="header-anchor" href="#posinf" aria-label="Permalink to &quot;posinf?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>posinf?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>In the place of ∞; the greatest float32 if absent or null.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/NanToNumOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NanToNumOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NanToNumOptions as default
};
