import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: F1Options<A>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/F1Options.md","filePath":"api/rushlight/namespaces/metrics/interfaces/F1Options.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/F1Options.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / F1Options</p><h1 id="interface-f1options-a" tabindex="-1">Interface: F1Options&lt;A&gt; <a class="header-anchor" href="#interface-f1options-a" aria-label="Permalink to &quot;Interface: F1Options\\&lt;A\\&gt;&quot;">​</a></h1><p>Options of <code>f1</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>CountOptions</code></li><li><code>SampleWeightOptions</code></li></ul><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="a" tabindex="-1">A <a class="header-anchor" href="#a" aria-label="Permalink to &quot;A&quot;">​</a></h3><p><code>A</code> = <code>Exclude</code>&lt;<a href="./../type-aliases/Average.html"><code>Average</code></a>, <code>&quot;none&quot;</code>&gt; | <code>&quot;binary&quot;</code></p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="average" tabindex="-1">average? <a class="header-anchor" href="#average" aria-label="Permalink to &quot;average?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>average?</strong>: <code>A</code></p></blockquote><p>&#39;macro&#39;, the mean over the classes, if absent; &#39;weighted&#39; by their targets, &#39;micro&#39; from the counts of all, &#39;binary&#39; of class 1 alone, &#39;none&#39; for an array by class.</p><hr><h3 id="zerodivision" tabindex="-1">zeroDivision? <a class="header-anchor" href="#zerodivision" aria-label="Permalink to &quot;zeroDivision?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>zeroDivision?</strong>: <code>number</code></p></blockquote><p>What stands for 0/0: 0 if absent, 1, or NaN, which means then leave out.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/F1Options.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const F1Options = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  F1Options as default
};
