import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TemperatureScaling","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/metrics/interfaces/TemperatureScaling.md","filePath":"api/rushlight/namespaces/metrics/interfaces/TemperatureScaling.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/metrics/interfaces/TemperatureScaling.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">rushlight</a> / <a href="./../">metrics</a> / TemperatureScaling</p><h1 id="interface-temperaturescaling" tabindex="-1">Interface: TemperatureScaling <a class="header-anchor" href="#interface-temperaturescaling" aria-label="Permalink to &quot;Interface: TemperatureScaling&quot;">​</a></h1><p>What <code>temperatureScaling</code> returns.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="nll" tabindex="-1">nll <a class="header-anchor" href="#nll" aria-label="Permalink to &quot;nll&quot;">​</a></h3><blockquote><p><strong>nll</strong>: <code>number</code></p></blockquote><p>The mean cross-entropy of the logits so divided.</p><hr><h3 id="temperature" tabindex="-1">temperature <a class="header-anchor" href="#temperature" aria-label="Permalink to &quot;temperature&quot;">​</a></h3><blockquote><p><strong>temperature</strong>: <code>number</code></p></blockquote><p>What to divide logits by: above 1 where a classifier is too sure of itself.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/metrics/interfaces/TemperatureScaling.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TemperatureScaling = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TemperatureScaling as default
};
