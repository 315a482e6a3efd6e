import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: GradcheckOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/GradcheckOptions.md","filePath":"api/rushlight/interfaces/GradcheckOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/GradcheckOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / GradcheckOptions</p><h1 id="interface-gradcheckoptions" tabindex="-1">Interface: GradcheckOptions <a class="header-anchor" href="#interface-gradcheckoptions" aria-label="Permalink to &quot;Interface: GradcheckOptions&quot;">​</a></h1><p>Options of <code>gradcheck</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="atol" tabindex="-1">atol? <a class="header-anchor" href="#atol" aria-label="Permalink to &quot;atol?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>atol?</strong>: <code>number</code></p></blockquote><p>The absolute difference that is allowed. Default 1e-3.</p><hr><h3 id="eps" tabindex="-1">eps? <a class="header-anchor" href="#eps" aria-label="Permalink to &quot;eps?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>eps?</strong>: <code>number</code></p></blockquote><p>How far each element is moved, both ways. Default 2⁻⁷, which suits float32 (PyTorch&#39;s 1e-6 is for float64).</p><hr><h3 id="raiseexception" tabindex="-1">raiseException? <a class="header-anchor" href="#raiseexception" aria-label="Permalink to &quot;raiseException?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>raiseException?</strong>: <code>boolean</code></p></blockquote><p>Throw (the default) or return false.</p><hr><h3 id="rtol" tabindex="-1">rtol? <a class="header-anchor" href="#rtol" aria-label="Permalink to &quot;rtol?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>rtol?</strong>: <code>number</code></p></blockquote><p>The relative difference that is allowed. Default 5e-3.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/GradcheckOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const GradcheckOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  GradcheckOptions as default
};
