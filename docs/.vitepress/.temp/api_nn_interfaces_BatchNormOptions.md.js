import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: BatchNormOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/interfaces/BatchNormOptions.md","filePath":"api/nn/interfaces/BatchNormOptions.md"}');
const _sfc_main = { name: "api/nn/interfaces/BatchNormOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">nn</a> / BatchNormOptions</p><h1 id="interface-batchnormoptions" tabindex="-1">Interface: BatchNormOptions <a class="header-anchor" href="#interface-batchnormoptions" aria-label="Permalink to &quot;Interface: BatchNormOptions&quot;">​</a></h1><p>Options of the batch and instance normalisations.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="affine" tabindex="-1">affine? <a class="header-anchor" href="#affine" aria-label="Permalink to &quot;affine?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>affine?</strong>: <code>boolean</code></p></blockquote><p>Whether there are weight and bias; if absent, true for a batch normalisation and false for one of instances.</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>Is added to the variance. Default 1e-5.</p><hr><h3 id="momentum" tabindex="-1">momentum? <a class="header-anchor" href="#momentum" aria-label="Permalink to &quot;momentum?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentum?</strong>: <code>number</code> | <code>null</code></p></blockquote><p>The share of a batch in the running moments. Default 0.1, null for the mean over all batches.</p><hr><h3 id="trackrunningstats" tabindex="-1">trackRunningStats? <a class="header-anchor" href="#trackrunningstats" aria-label="Permalink to &quot;trackRunningStats?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>trackRunningStats?</strong>: <code>boolean</code></p></blockquote><p>Whether running moments are kept; without them, evaluation takes the input&#39;s own. Default as for <code>affine</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/interfaces/BatchNormOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const BatchNormOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  BatchNormOptions as default
};
