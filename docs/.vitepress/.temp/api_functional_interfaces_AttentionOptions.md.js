import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AttentionOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/AttentionOptions.md","filePath":"api/functional/interfaces/AttentionOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/AttentionOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / AttentionOptions</p><h1 id="interface-attentionoptions" tabindex="-1">Interface: AttentionOptions <a class="header-anchor" href="#interface-attentionoptions" aria-label="Permalink to &quot;Interface: AttentionOptions&quot;">​</a></h1><p>Options of <code>scaledDotProductAttention</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="attnmask" tabindex="-1">attnMask? <a class="header-anchor" href="#attnmask" aria-label="Permalink to &quot;attnMask?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>attnMask?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Bool: true where a key may be seen; or float32, added to the scores. Broadcasts to (…, L, S).</p><hr><h3 id="dropoutp" tabindex="-1">dropoutP? <a class="header-anchor" href="#dropoutp" aria-label="Permalink to &quot;dropoutP?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dropoutP?</strong>: <code>number</code></p></blockquote><p>The probability with which a weight is dropped (default 0); it holds whenever it is given.</p><hr><h3 id="iscausal" tabindex="-1">isCausal? <a class="header-anchor" href="#iscausal" aria-label="Permalink to &quot;isCausal?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>isCausal?</strong>: <code>boolean</code></p></blockquote><p>Each query sees the keys up to its own place only.</p><hr><h3 id="scale" tabindex="-1">scale? <a class="header-anchor" href="#scale" aria-label="Permalink to &quot;scale?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>scale?</strong>: <code>number</code></p></blockquote><p>Multiplies the scores; 1/√E if absent.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/AttentionOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AttentionOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AttentionOptions as default
};
