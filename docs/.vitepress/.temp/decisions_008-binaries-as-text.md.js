import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"8. Binaries as text in the module","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/008-binaries-as-text.md","filePath":"decisions/008-binaries-as-text.md"}');
const _sfc_main = { name: "decisions/008-binaries-as-text.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_8-binaries-as-text-in-the-module" tabindex="-1">8. Binaries as text in the module <a class="header-anchor" href="#_8-binaries-as-text-in-the-module" aria-label="Permalink to &quot;8. Binaries as text in the module&quot;">​</a></h1><p><strong>Context.</strong> A <code>.wasm</code> file beside the JavaScript has to be found at run time, and bundlers, servers, Node and Deno each find it differently. It is the most common problem with WebAssembly packages. Base64 in the source costs a third more bytes, and compresses badly.</p><p><strong>Decision.</strong> The binaries are strings in modules. Frequent bytes take one character, others two, so that the text survives gzip; the <code>relaxed</code> level is stored as its difference from <code>simd</code>. A WebAssembly decoder of 195 bytes turns the text back. The raw files are in the package as well.</p><p><strong>Consequences.</strong> <code>import</code> is all that a user does, synchronously, in every bundler and runtime. After gzip the text is about as large as the binary. Runtimes that refuse to compile bytes use the raw files with <code>init({ module })</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/008-binaries-as-text.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _008BinariesAsText = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _008BinariesAsText as default
};
