import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"autograd","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/namespaces/autograd/index.md","filePath":"api/rushlight/namespaces/autograd/index.md"}');
const _sfc_main = { name: "api/rushlight/namespaces/autograd/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../">rushlight</a> / <a href="./../../">rushlight</a> / autograd</p><h1 id="autograd" tabindex="-1">autograd <a class="header-anchor" href="#autograd" aria-label="Permalink to &quot;autograd&quot;">​</a></h1><h2 id="gradients-and-memory" tabindex="-1">Gradients and memory <a class="header-anchor" href="#gradients-and-memory" aria-label="Permalink to &quot;Gradients and memory&quot;">​</a></h2><h3 id="detectanomaly" tabindex="-1">detectAnomaly <a class="header-anchor" href="#detectanomaly" aria-label="Permalink to &quot;detectAnomaly&quot;">​</a></h3><p>Re-exports <a href="./../../functions/detectAnomaly.html">detectAnomaly</a></p><hr><h3 id="gradcheck" tabindex="-1">gradcheck <a class="header-anchor" href="#gradcheck" aria-label="Permalink to &quot;gradcheck&quot;">​</a></h3><p>Re-exports <a href="./../../functions/gradcheck.html">gradcheck</a></p><hr><h3 id="gradcheckoptions" tabindex="-1">GradcheckOptions <a class="header-anchor" href="#gradcheckoptions" aria-label="Permalink to &quot;GradcheckOptions&quot;">​</a></h3><p>Re-exports <a href="./../../interfaces/GradcheckOptions.html">GradcheckOptions</a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/namespaces/autograd/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
