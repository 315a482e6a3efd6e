import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"9. No registries","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/009-no-registries.md","filePath":"decisions/009-no-registries.md"}');
const _sfc_main = { name: "decisions/009-no-registries.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_9-no-registries" tabindex="-1">9. No registries <a class="header-anchor" href="#_9-no-registries" aria-label="Permalink to &quot;9. No registries&quot;">​</a></h1><p><strong>Context.</strong> Libraries with several backends look up kernels and gradients in tables by name. Each look-up is a hop that a reader, a type checker and a bundler cannot follow: in TensorFlow.js a matrix product passes nine files.</p><p><strong>Decision.</strong> An op is an exported function. It imports its kernel&#39;s table and records its own backward. Nothing is looked up by a string built at run time, and methods are not patched on at import.</p><p><strong>Consequences.</strong> Jump-to-definition and searching work, unused ops are dropped from bundles, and a misspelt kernel does not compile. A second backend would need a dispatcher at the kernel table, in one place. The exception is ONNX export, which maps op names to converters; those names are typed.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/009-no-registries.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _009NoRegistries = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _009NoRegistries as default
};
