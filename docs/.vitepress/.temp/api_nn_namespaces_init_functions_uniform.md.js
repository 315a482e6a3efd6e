import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: uniform_()","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/functions/uniform.md","filePath":"api/nn/namespaces/init/functions/uniform.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/functions/uniform.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / uniform_</p><h1 id="function-uniform" tabindex="-1">Function: uniform_() <a class="header-anchor" href="#function-uniform" aria-label="Permalink to &quot;Function: uniform\\_()&quot;">​</a></h1><blockquote><p><strong>uniform_</strong>(<code>t</code>, <code>low?</code>, <code>high?</code>, <code>options?</code>): <a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Fills with uniform numbers from [low, high). <code>init.uniform_</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">t <a class="header-anchor" href="#t" aria-label="Permalink to &quot;t&quot;">​</a></h3><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="low" tabindex="-1">low? <a class="header-anchor" href="#low" aria-label="Permalink to &quot;low?&quot;">​</a></h3><p><code>number</code> = <code>0</code></p><h3 id="high" tabindex="-1">high? <a class="header-anchor" href="#high" aria-label="Permalink to &quot;high?&quot;">​</a></h3><p><code>number</code> = <code>1</code></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><code>Source</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/functions/uniform.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const uniform = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  uniform as default
};
