import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AccuracyOptions<K>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/AccuracyOptions.md","filePath":"api/rushlight/namespaces/metrics/interfaces/AccuracyOptions.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/AccuracyOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / AccuracyOptions</p><h1 id="interface-accuracyoptions-k" tabindex="-1">Interface: AccuracyOptions&lt;K&gt; <a class="header-anchor" href="#interface-accuracyoptions-k" aria-label="Permalink to &quot;Interface: AccuracyOptions\\&lt;K\\&gt;&quot;">​</a></h1><p>Options of <code>accuracy</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>ClassOptions</code></li></ul><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="k" tabindex="-1">K <a class="header-anchor" href="#k" aria-label="Permalink to &quot;K&quot;">​</a></h3><p><code>K</code> = <code>number</code> | readonly <code>number</code>[]</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="topk" tabindex="-1">topk? <a class="header-anchor" href="#topk" aria-label="Permalink to &quot;topk?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>topk?</strong>: <code>K</code></p></blockquote><p>How many of the greatest logits may hold the target. Default 1. Several give an array.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/AccuracyOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AccuracyOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AccuracyOptions as default
};
