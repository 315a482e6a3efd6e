import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: PrecisionRecallF1","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1.md","filePath":"api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / PrecisionRecallF1</p><h1 id="interface-precisionrecallf1" tabindex="-1">Interface: PrecisionRecallF1 <a class="header-anchor" href="#interface-precisionrecallf1" aria-label="Permalink to &quot;Interface: PrecisionRecallF1&quot;">​</a></h1><p>What <code>precisionRecallF1</code> returns.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="f1" tabindex="-1">f1 <a class="header-anchor" href="#f1" aria-label="Permalink to &quot;f1&quot;">​</a></h3><blockquote><p><strong>f1</strong>: <code>number</code>[]</p></blockquote><p>The harmonic mean of precision and recall, by class.</p><hr><h3 id="macro" tabindex="-1">macro <a class="header-anchor" href="#macro" aria-label="Permalink to &quot;macro&quot;">​</a></h3><blockquote><p><strong>macro</strong>: <a href="./Averaged.html"><code>Averaged</code></a></p></blockquote><p>The mean over the classes that count.</p><hr><h3 id="micro" tabindex="-1">micro <a class="header-anchor" href="#micro" aria-label="Permalink to &quot;micro&quot;">​</a></h3><blockquote><p><strong>micro</strong>: <a href="./Averaged.html"><code>Averaged</code></a></p></blockquote><p>From the counts of all classes together; all three are the accuracy, where each sample is of one class.</p><hr><h3 id="precision" tabindex="-1">precision <a class="header-anchor" href="#precision" aria-label="Permalink to &quot;precision&quot;">​</a></h3><blockquote><p><strong>precision</strong>: <code>number</code>[]</p></blockquote><p>Of what was taken for each class, the part that was of it.</p><hr><h3 id="recall" tabindex="-1">recall <a class="header-anchor" href="#recall" aria-label="Permalink to &quot;recall&quot;">​</a></h3><blockquote><p><strong>recall</strong>: <code>number</code>[]</p></blockquote><p>Of what was of each class, the part that was taken for it.</p><hr><h3 id="support" tabindex="-1">support <a class="header-anchor" href="#support" aria-label="Permalink to &quot;support&quot;">​</a></h3><blockquote><p><strong>support</strong>: <code>number</code>[]</p></blockquote><p>How many targets each class had.</p><hr><h3 id="weighted" tabindex="-1">weighted <a class="header-anchor" href="#weighted" aria-label="Permalink to &quot;weighted&quot;">​</a></h3><blockquote><p><strong>weighted</strong>: <a href="./Averaged.html"><code>Averaged</code></a></p></blockquote><p>The mean over the classes that count, weighted by their support.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/PrecisionRecallF1.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const PrecisionRecallF1 = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  PrecisionRecallF1 as default
};
