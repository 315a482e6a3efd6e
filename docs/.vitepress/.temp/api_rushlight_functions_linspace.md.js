import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: linspace()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/linspace.md","filePath":"api/rushlight/functions/linspace.md"}');
const _sfc_main = { name: "api/rushlight/functions/linspace.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / linspace</p><h1 id="function-linspace" tabindex="-1">Function: linspace() <a class="header-anchor" href="#function-linspace" aria-label="Permalink to &quot;Function: linspace()&quot;">​</a></h1><blockquote><p><strong>linspace</strong>(<code>start</code>, <code>end</code>, <code>steps</code>, <code>o?</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p><code>steps</code> evenly spaced numbers from <code>start</code> to <code>end</code>, both included. <code>torch.linspace</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="start" tabindex="-1">start <a class="header-anchor" href="#start" aria-label="Permalink to &quot;start&quot;">​</a></h3><p><code>number</code></p><h3 id="end" tabindex="-1">end <a class="header-anchor" href="#end" aria-label="Permalink to &quot;end&quot;">​</a></h3><p><code>number</code></p><h3 id="steps" tabindex="-1">steps <a class="header-anchor" href="#steps" aria-label="Permalink to &quot;steps&quot;">​</a></h3><p><code>number</code></p><h3 id="o" tabindex="-1">o? <a class="header-anchor" href="#o" aria-label="Permalink to &quot;o?&quot;">​</a></h3><p><a href="./../interfaces/TensorOptions.html"><code>TensorOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/linspace.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const linspace = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  linspace as default
};
