import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"4. One allocator, in JavaScript","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/004-one-allocator-in-javascript.md","filePath":"decisions/004-one-allocator-in-javascript.md"}');
const _sfc_main = { name: "decisions/004-one-allocator-in-javascript.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_4-one-allocator-in-javascript" tabindex="-1">4. One allocator, in JavaScript <a class="header-anchor" href="#_4-one-allocator-in-javascript" aria-label="Permalink to &quot;4. One allocator, in JavaScript&quot;">​</a></h1><p><strong>Context.</strong> A runtime inside the WebAssembly module could allocate, but then every tensor would need calls into it, each binary would carry one, and JavaScript would have to keep count of it anyway.</p><p><strong>Decision.</strong> JavaScript creates the memory, imports it into every binary, and is its only allocator, in units of 64 bytes. Kernels allocate nothing; a compiled binary imports its memory, contains no data segments, and a test holds it to that.</p><p><strong>Consequences.</strong> Allocating takes a few nanoseconds and no call. Leak checks are exact: tests compare live bytes before and after. Typed views become invalid when the memory grows, so no view is kept across an allocation. Kernels may read up to 15 bytes past a block&#39;s end, since blocks are padded, and never write there.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/004-one-allocator-in-javascript.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _004OneAllocatorInJavascript = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _004OneAllocatorInJavascript as default
};
