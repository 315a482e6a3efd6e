import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BatchNormOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/BatchNormOptions.md","filePath":"api/functional/interfaces/BatchNormOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/BatchNormOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / BatchNormOptions</p><h1 id="interface-batchnormoptions" tabindex="-1">Interface: BatchNormOptions <a class="header-anchor" href="#interface-batchnormoptions" aria-label="Permalink to &quot;Interface: BatchNormOptions&quot;">​</a></h1><p>Options of <code>batchNorm</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./AffineOptions.html"><code>AffineOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="momentum" tabindex="-1">momentum? <a class="header-anchor" href="#momentum" aria-label="Permalink to &quot;momentum?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentum?</strong>: <code>number</code></p></blockquote><p>The share of the batch in the running moments. Default 0.1.</p><hr><h3 id="training" tabindex="-1">training? <a class="header-anchor" href="#training" aria-label="Permalink to &quot;training?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>training?</strong>: <code>boolean</code></p></blockquote><p>Normalise by the batch&#39;s own moments and move the running ones. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/BatchNormOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BatchNormOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BatchNormOptions as default
};
