import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: EncoderLayer","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/type-aliases/EncoderLayer.md","filePath":"api/nn/type-aliases/EncoderLayer.md"}');
const _sfc_main = { name: "api/nn/type-aliases/EncoderLayer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / EncoderLayer</p><h1 id="type-alias-encoderlayer" tabindex="-1">Type Alias: EncoderLayer <a class="header-anchor" href="#type-alias-encoderlayer" aria-label="Permalink to &quot;Type Alias: EncoderLayer&quot;">​</a></h1><blockquote><p><strong>EncoderLayer</strong> = <a href="./../classes/Module.html"><code>Module</code></a> &amp; <code>object</code></p></blockquote><p>A module that an encoder can be made of.</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="forward" tabindex="-1">forward() <a class="header-anchor" href="#forward" aria-label="Permalink to &quot;forward()&quot;">​</a></h3><blockquote><p><strong>forward</strong>(<code>src</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="src" tabindex="-1">src <a class="header-anchor" href="#src" aria-label="Permalink to &quot;src&quot;">​</a></h5><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h5 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h5><p><a href="./../interfaces/EncoderLayerCall.html"><code>EncoderLayerCall</code></a></p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/type-aliases/EncoderLayer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EncoderLayer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EncoderLayer as default
};
