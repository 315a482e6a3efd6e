import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"1. Scopes rather than finalizers","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/001-scopes-rather-than-finalizers.md","filePath":"decisions/001-scopes-rather-than-finalizers.md"}');
const _sfc_main = { name: "decisions/001-scopes-rather-than-finalizers.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_1-scopes-rather-than-finalizers" tabindex="-1">1. Scopes rather than finalizers <a class="header-anchor" href="#_1-scopes-rather-than-finalizers" aria-label="Permalink to &quot;1. Scopes rather than finalizers&quot;">​</a></h1><p><strong>Context.</strong> Tensors live in WebAssembly memory, which the garbage collector does not see. A finalizer registry could free them. Measured on Node 20, it made no callback during a synchronous loop that created two million objects, not even with awaited microtasks in between, and registering a tensor takes 350 ns, several times what a small op costs.</p><p><strong>Decision.</strong> <code>scope(fn)</code> frees at its end every tensor made inside it, except those it returns or that <code>keep</code> takes out. Parameters, gradients, buffers and optimizer state are owned by their module or optimizer. Finalizers serve only tensors made outside every scope.</p><p><strong>Consequences.</strong> Memory use is predictable and a step costs no registration. Users have to know one rule: a scope around each step; <code>fit</code> opens it for them. Using a freed tensor throws <code>DisposedError</code> instead of reading someone else&#39;s numbers. A scope cannot extend over an <code>await</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/001-scopes-rather-than-finalizers.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _001ScopesRatherThanFinalizers = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _001ScopesRatherThanFinalizers as default
};
