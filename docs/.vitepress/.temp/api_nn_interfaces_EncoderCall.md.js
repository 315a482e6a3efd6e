import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EncoderCall","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/EncoderCall.md","filePath":"api/nn/interfaces/EncoderCall.md"}');
const _sfc_main = { name: "api/nn/interfaces/EncoderCall.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / EncoderCall</p><h1 id="interface-encodercall" tabindex="-1">Interface: EncoderCall <a class="header-anchor" href="#interface-encodercall" aria-label="Permalink to &quot;Interface: EncoderCall&quot;">​</a></h1><p>Masks of a TransformerEncoder&#39;s call, as its layers take them.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mask" tabindex="-1">mask? <a class="header-anchor" href="#mask" aria-label="Permalink to &quot;mask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>The <code>srcMask</code> of each layer.</p><hr><h3 id="srckeypaddingmask" tabindex="-1">srcKeyPaddingMask? <a class="header-anchor" href="#srckeypaddingmask" aria-label="Permalink to &quot;srcKeyPaddingMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>srcKeyPaddingMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>The <code>srcKeyPaddingMask</code> of each layer.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/EncoderCall.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EncoderCall = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EncoderCall as default
};
