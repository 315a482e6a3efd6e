import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: kaimingNormal_()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/functions/kaimingNormal.md","filePath":"api/nn/namespaces/init/functions/kaimingNormal.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/functions/kaimingNormal.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / kaimingNormal_</p><h1 id="function-kaimingnormal" tabindex="-1">Function: kaimingNormal_() <a class="header-anchor" href="#function-kaimingnormal" aria-label="Permalink to &quot;Function: kaimingNormal\\_()&quot;">​</a></h1><blockquote><p><strong>kaimingNormal_</strong>(<code>t</code>, <code>options?</code>): <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Normal numbers of standard deviation gain/√fan. <code>init.kaiming_normal_</code> in PyTorch (He et al., 2015).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">t <a class="header-anchor" href="#t" aria-label="Permalink to &quot;t&quot;">​</a></h3><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/KaimingOptions.html"><code>KaimingOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/functions/kaimingNormal.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const kaimingNormal = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  kaimingNormal as default
};
