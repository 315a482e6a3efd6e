import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"optim","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/index.md","filePath":"api/optim/index.md"}');
const _sfc_main = { name: "api/optim/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / optim</p><h1 id="optim" tabindex="-1">optim <a class="header-anchor" href="#optim" aria-label="Permalink to &quot;optim&quot;">​</a></h1><h2 id="namespaces" tabindex="-1">Namespaces <a class="header-anchor" href="#namespaces" aria-label="Permalink to &quot;Namespaces&quot;">​</a></h2><ul><li><a href="./namespaces/lrScheduler/">lrScheduler</a></li><li><a href="./namespaces/swaUtils/">swaUtils</a></li></ul><h2 id="optimizers" tabindex="-1">Optimizers <a class="header-anchor" href="#optimizers" aria-label="Permalink to &quot;Optimizers&quot;">​</a></h2><ul><li><a href="./classes/Adadelta.html">Adadelta</a></li><li><a href="./classes/Adagrad.html">Adagrad</a></li><li><a href="./classes/Adam.html">Adam</a></li><li><a href="./classes/Adamax.html">Adamax</a></li><li><a href="./classes/AdamW.html">AdamW</a></li><li><a href="./classes/ASGD.html">ASGD</a></li><li><a href="./classes/LBFGS.html">LBFGS</a></li><li><a href="./classes/NAdam.html">NAdam</a></li><li><a href="./classes/Optimizer.html">Optimizer</a></li><li><a href="./classes/RAdam.html">RAdam</a></li><li><a href="./classes/RMSprop.html">RMSprop</a></li><li><a href="./classes/Rprop.html">Rprop</a></li><li><a href="./classes/SGD.html">SGD</a></li><li><a href="./interfaces/AdadeltaOptions.html">AdadeltaOptions</a></li><li><a href="./interfaces/AdagradOptions.html">AdagradOptions</a></li><li><a href="./interfaces/AdamaxOptions.html">AdamaxOptions</a></li><li><a href="./interfaces/AdamOptions.html">AdamOptions</a></li><li><a href="./interfaces/ASGDOptions.html">ASGDOptions</a></li><li><a href="./interfaces/LBFGSOptions.html">LBFGSOptions</a></li><li><a href="./interfaces/NAdamOptions.html">NAdamOptions</a></li><li><a href="./interfaces/OptimizerState.html">OptimizerState</a></li><li><a href="./interfaces/RAdamOptions.html">RAdamOptions</a></li><li><a href="./interfaces/RMSpropOptions.html">RMSpropOptions</a></li><li><a href="./interfaces/RpropOptions.html">RpropOptions</a></li><li><a href="./interfaces/SGDOptions.html">SGDOptions</a></li><li><a href="./interfaces/TorchOptimizerState.html">TorchOptimizerState</a></li><li><a href="./type-aliases/ParamGroup.html">ParamGroup</a></li><li><a href="./type-aliases/Params.html">Params</a></li><li><a href="./type-aliases/ParamState.html">ParamState</a></li><li><a href="./type-aliases/Rated.html">Rated</a></li></ul><h2 id="states" tabindex="-1">States <a class="header-anchor" href="#states" aria-label="Permalink to &quot;States&quot;">​</a></h2><ul><li><a href="./interfaces/TorchState.html">TorchState</a></li><li><a href="./functions/toTorchState.html">toTorchState</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
