import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"swaUtils","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/swaUtils/index.md","filePath":"api/optim/namespaces/swaUtils/index.md"}');
const _sfc_main = { name: "api/optim/namespaces/swaUtils/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../">rushlight</a> / <a href="./../../">optim</a> / swaUtils</p><h1 id="swautils" tabindex="-1">swaUtils <a class="header-anchor" href="#swautils" aria-label="Permalink to &quot;swaUtils&quot;">​</a></h1><h2 id="averaged-weights" tabindex="-1">Averaged weights <a class="header-anchor" href="#averaged-weights" aria-label="Permalink to &quot;Averaged weights&quot;">​</a></h2><ul><li><a href="./classes/AveragedModel.html">AveragedModel</a></li><li><a href="./classes/SWALR.html">SWALR</a></li><li><a href="./interfaces/AveragedModelOptions.html">AveragedModelOptions</a></li><li><a href="./interfaces/SWALROptions.html">SWALROptions</a></li><li><a href="./type-aliases/AvgFn.html">AvgFn</a></li><li><a href="./functions/updateBn.html">updateBn</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/swaUtils/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
