import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Averaged","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/Averaged.md","filePath":"api/rushlight/namespaces/metrics/interfaces/Averaged.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/Averaged.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / Averaged</p><h1 id="interface-averaged" tabindex="-1">Interface: Averaged <a class="header-anchor" href="#interface-averaged" aria-label="Permalink to &quot;Interface: Averaged&quot;">​</a></h1><p>One figure of each kind.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="f1" tabindex="-1">f1 <a class="header-anchor" href="#f1" aria-label="Permalink to &quot;f1&quot;">​</a></h3><blockquote><p><strong>f1</strong>: <code>number</code></p></blockquote><p>The mean of F1 scores.</p><hr><h3 id="precision" tabindex="-1">precision <a class="header-anchor" href="#precision" aria-label="Permalink to &quot;precision&quot;">​</a></h3><blockquote><p><strong>precision</strong>: <code>number</code></p></blockquote><p>The mean of precisions.</p><hr><h3 id="recall" tabindex="-1">recall <a class="header-anchor" href="#recall" aria-label="Permalink to &quot;recall&quot;">​</a></h3><blockquote><p><strong>recall</strong>: <code>number</code></p></blockquote><p>The mean of recalls.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/Averaged.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Averaged = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Averaged as default
};
