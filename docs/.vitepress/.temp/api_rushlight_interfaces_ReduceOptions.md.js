import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ReduceOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/ReduceOptions.md","filePath":"api/rushlight/interfaces/ReduceOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/ReduceOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / ReduceOptions</p><h1 id="interface-reduceoptions" tabindex="-1">Interface: ReduceOptions <a class="header-anchor" href="#interface-reduceoptions" aria-label="Permalink to &quot;Interface: ReduceOptions&quot;">​</a></h1><p>Options of the reductions.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./VarianceOptions.html"><code>VarianceOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="keepdim" tabindex="-1">keepdim? <a class="header-anchor" href="#keepdim" aria-label="Permalink to &quot;keepdim?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>keepdim?</strong>: <code>boolean</code></p></blockquote><p>Keep the reduced dims, with size 1.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/ReduceOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ReduceOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ReduceOptions as default
};
