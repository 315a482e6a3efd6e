import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CrossEntropyOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/CrossEntropyOptions.md","filePath":"api/functional/interfaces/CrossEntropyOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/CrossEntropyOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / CrossEntropyOptions</p><h1 id="interface-crossentropyoptions" tabindex="-1">Interface: CrossEntropyOptions <a class="header-anchor" href="#interface-crossentropyoptions" aria-label="Permalink to &quot;Interface: CrossEntropyOptions&quot;">​</a></h1><p>Options of <code>crossEntropy</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./NLLLossOptions.html"><code>NLLLossOptions</code></a></li></ul><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./LinearCrossEntropyOptions.html"><code>LinearCrossEntropyOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="labelsmoothing" tabindex="-1">labelSmoothing? <a class="header-anchor" href="#labelsmoothing" aria-label="Permalink to &quot;labelSmoothing?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>labelSmoothing?</strong>: <code>number</code></p></blockquote><p>How much of each target is spread evenly over the classes, in [0, 1]. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/CrossEntropyOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CrossEntropyOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CrossEntropyOptions as default
};
