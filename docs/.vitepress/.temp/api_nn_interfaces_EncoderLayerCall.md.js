import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EncoderLayerCall","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/EncoderLayerCall.md","filePath":"api/nn/interfaces/EncoderLayerCall.md"}');
const _sfc_main = { name: "api/nn/interfaces/EncoderLayerCall.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / EncoderLayerCall</p><h1 id="interface-encoderlayercall" tabindex="-1">Interface: EncoderLayerCall <a class="header-anchor" href="#interface-encoderlayercall" aria-label="Permalink to &quot;Interface: EncoderLayerCall&quot;">​</a></h1><p>Masks of a TransformerEncoderLayer&#39;s call.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="srckeypaddingmask" tabindex="-1">srcKeyPaddingMask? <a class="header-anchor" href="#srckeypaddingmask" aria-label="Permalink to &quot;srcKeyPaddingMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>srcKeyPaddingMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>(N, L), or (L) without a batch: bool, true for what nobody sees; or float32, added to the scores.</p><hr><h3 id="srcmask" tabindex="-1">srcMask? <a class="header-anchor" href="#srcmask" aria-label="Permalink to &quot;srcMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>srcMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>(L, L) or (N·heads, L, L): bool, true where nothing is seen; or float32, added to the scores.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/EncoderLayerCall.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EncoderLayerCall = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EncoderLayerCall as default
};
