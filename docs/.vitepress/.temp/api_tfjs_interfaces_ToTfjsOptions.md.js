import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ToTfjsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/interfaces/ToTfjsOptions.md","filePath":"api/tfjs/interfaces/ToTfjsOptions.md"}');
const _sfc_main = { name: "api/tfjs/interfaces/ToTfjsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / ToTfjsOptions</p><h1 id="interface-totfjsoptions" tabindex="-1">Interface: ToTfjsOptions <a class="header-anchor" href="#interface-totfjsoptions" aria-label="Permalink to &quot;Interface: ToTfjsOptions&quot;">​</a></h1><p>Options of <code>toTfjs</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="example" tabindex="-1">example <a class="header-anchor" href="#example" aria-label="Permalink to &quot;example&quot;">​</a></h3><blockquote><p><strong>example</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a> | readonly <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote><p>A batch of the model&#39;s input, or of each of its inputs: its sizes but for the first are those of the file.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/interfaces/ToTfjsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ToTfjsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ToTfjsOptions as default
};
