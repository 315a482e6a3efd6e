import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: xavierNormal_()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/functions/xavierNormal.md","filePath":"api/nn/namespaces/init/functions/xavierNormal.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/functions/xavierNormal.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / xavierNormal_</p><h1 id="function-xaviernormal" tabindex="-1">Function: xavierNormal_() <a class="header-anchor" href="#function-xaviernormal" aria-label="Permalink to &quot;Function: xavierNormal\\_()&quot;">​</a></h1><blockquote><p><strong>xavierNormal_</strong>(<code>t</code>, <code>options?</code>): <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Normal numbers of standard deviation gain·√(2/(in + out)). <code>init.xavier_normal_</code> in PyTorch (Glorot and Bengio, 2010).</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">t <a class="header-anchor" href="#t" aria-label="Permalink to &quot;t&quot;">​</a></h3><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/XavierOptions.html"><code>XavierOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/functions/xavierNormal.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const xavierNormal = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  xavierNormal as default
};
