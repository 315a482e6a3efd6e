import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NonFinite","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/NonFinite.md","filePath":"api/rushlight/interfaces/NonFinite.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/NonFinite.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / NonFinite</p><h1 id="interface-nonfinite" tabindex="-1">Interface: NonFinite <a class="header-anchor" href="#interface-nonfinite" aria-label="Permalink to &quot;Interface: NonFinite&quot;">​</a></h1><p>A loss or a gradient that was not finite, found before the step that would have spoiled the model.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="batch" tabindex="-1">batch <a class="header-anchor" href="#batch" aria-label="Permalink to &quot;batch&quot;">​</a></h3><blockquote><p><strong>batch</strong>: <code>number</code></p></blockquote><p>The batch&#39;s position in the epoch, from 0.</p><hr><h3 id="epoch" tabindex="-1">epoch <a class="header-anchor" href="#epoch" aria-label="Permalink to &quot;epoch&quot;">​</a></h3><blockquote><p><strong>epoch</strong>: <code>number</code></p></blockquote><p>The epoch&#39;s position, from 0.</p><hr><h3 id="loss" tabindex="-1">loss <a class="header-anchor" href="#loss" aria-label="Permalink to &quot;loss&quot;">​</a></h3><blockquote><p><strong>loss</strong>: <code>number</code></p></blockquote><p>The loss of the batch.</p><hr><h3 id="lr" tabindex="-1">lr <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr&quot;">​</a></h3><blockquote><p><strong>lr</strong>: <code>number</code>[]</p></blockquote><p>Each parameter group&#39;s rate.</p><hr><h3 id="message" tabindex="-1">message <a class="header-anchor" href="#message" aria-label="Permalink to &quot;message&quot;">​</a></h3><blockquote><p><strong>message</strong>: <code>string</code></p></blockquote><p>All of it as a sentence.</p><hr><h3 id="parameter" tabindex="-1">parameter <a class="header-anchor" href="#parameter" aria-label="Permalink to &quot;parameter&quot;">​</a></h3><blockquote><p><strong>parameter</strong>: <code>string</code> | <code>null</code></p></blockquote><p>The name of the parameter whose gradient it was; null if it was the loss.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/NonFinite.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NonFinite = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NonFinite as default
};
