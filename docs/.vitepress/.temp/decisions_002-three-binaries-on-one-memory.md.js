import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"2. Three binaries on one memory","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/002-three-binaries-on-one-memory.md","filePath":"decisions/002-three-binaries-on-one-memory.md"}');
const _sfc_main = { name: "decisions/002-three-binaries-on-one-memory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_2-three-binaries-on-one-memory" tabindex="-1">2. Three binaries on one memory <a class="header-anchor" href="#_2-three-binaries-on-one-memory" aria-label="Permalink to &quot;2. Three binaries on one memory&quot;">​</a></h1><p><strong>Context.</strong> Compiling a binary is most of the time to the first tensor, and every program pays for it. Most programs need products, softmax, losses and optimizers; few need sorting, convolutions or every loss.</p><p><strong>Decision.</strong> The kernels are compiled to three parts: the core, rarely used kernels (random numbers, sorting), and extra ones (layers, other losses). JavaScript creates the memory and passes it to each part. A part is compiled when one of its kernels is first called. A further binary holds the matrix product for the experimental <code>wide</code> level.</p><p><strong>Consequences.</strong> The core stays under 40 kB and compiles in about 1 ms. Parts import the few loops that they share from the core. A kernel&#39;s part is the entry file that exports it, so moving one is a one-line change. Runtimes that need compiled modules pass up to three.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/002-three-binaries-on-one-memory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _002ThreeBinariesOnOneMemory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _002ThreeBinariesOnOneMemory as default
};
