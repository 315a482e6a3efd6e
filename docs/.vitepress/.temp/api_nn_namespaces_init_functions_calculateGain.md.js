import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: calculateGain()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/functions/calculateGain.md","filePath":"api/nn/namespaces/init/functions/calculateGain.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/functions/calculateGain.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / calculateGain</p><h1 id="function-calculategain" tabindex="-1">Function: calculateGain() <a class="header-anchor" href="#function-calculategain" aria-label="Permalink to &quot;Function: calculateGain()&quot;">​</a></h1><blockquote><p><strong>calculateGain</strong>(<code>nonlinearity</code>, <code>param?</code>): <code>number</code></p></blockquote><p>The recommended gain for a nonlinearity; <code>param</code> is the slope of leaky_relu. <code>init.calculate_gain</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="nonlinearity" tabindex="-1">nonlinearity <a class="header-anchor" href="#nonlinearity" aria-label="Permalink to &quot;nonlinearity&quot;">​</a></h3><p><a href="./../type-aliases/Nonlinearity.html"><code>Nonlinearity</code></a></p><h3 id="param" tabindex="-1">param? <a class="header-anchor" href="#param" aria-label="Permalink to &quot;param?&quot;">​</a></h3><p><code>number</code> = <code>0.01</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>number</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/functions/calculateGain.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const calculateGain = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  calculateGain as default
};
