import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: LinearCrossEntropyOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/LinearCrossEntropyOptions.md","filePath":"api/functional/interfaces/LinearCrossEntropyOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/LinearCrossEntropyOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / LinearCrossEntropyOptions</p><h1 id="interface-linearcrossentropyoptions" tabindex="-1">Interface: LinearCrossEntropyOptions <a class="header-anchor" href="#interface-linearcrossentropyoptions" aria-label="Permalink to &quot;Interface: LinearCrossEntropyOptions&quot;">​</a></h1><p>Options of <code>linearCrossEntropy</code>: those of <code>crossEntropy</code> for class indices, the layer&#39;s bias, and the chunks.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./CrossEntropyOptions.html"><code>CrossEntropyOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="bias" tabindex="-1">bias? <a class="header-anchor" href="#bias" aria-label="Permalink to &quot;bias?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>bias?</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | <code>null</code></p></blockquote><p>Added to the logits, of shape (C).</p><hr><h3 id="chunksize" tabindex="-1">chunkSize? <a class="header-anchor" href="#chunksize" aria-label="Permalink to &quot;chunkSize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>chunkSize?</strong>: <code>number</code></p></blockquote><p>How many rows&#39; worth of logits is held at a time; as many as fit 6.68 MB if absent, which with the kernels&#39; workspace makes 8 MB. More is faster. Where it is fewer than 24 rows, they are held as a block of many rows and some classes.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/LinearCrossEntropyOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LinearCrossEntropyOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LinearCrossEntropyOptions as default
};
