import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"torch","description":"","frontmatter":{},"headers":[],"relativePath":"api/torch/index.md","filePath":"api/torch/index.md"}');
const _sfc_main = { name: "api/torch/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / torch</p><h1 id="torch" tabindex="-1">torch <a class="header-anchor" href="#torch" aria-label="Permalink to &quot;torch&quot;">​</a></h1><p>A training that goes on with PyTorch: a project that runs alone or under torchrun, on as many machines as there are.</p><h2 id="pytorch-projects" tabindex="-1">PyTorch projects <a class="header-anchor" href="#pytorch-projects" aria-label="Permalink to &quot;PyTorch projects&quot;">​</a></h2><ul><li><a href="./interfaces/ToTorchOptions.html">ToTorchOptions</a></li><li><a href="./type-aliases/Samples.html">Samples</a></li><li><a href="./functions/toTorch.html">toTorch</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/torch/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
