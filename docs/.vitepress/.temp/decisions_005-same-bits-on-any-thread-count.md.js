import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"5. The same bits on any number of threads","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/005-same-bits-on-any-thread-count.md","filePath":"decisions/005-same-bits-on-any-thread-count.md"}');
const _sfc_main = { name: "decisions/005-same-bits-on-any-thread-count.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_5-the-same-bits-on-any-number-of-threads" tabindex="-1">5. The same bits on any number of threads <a class="header-anchor" href="#_5-the-same-bits-on-any-number-of-threads" aria-label="Permalink to &quot;5. The same bits on any number of threads&quot;">​</a></h1><p><strong>Context.</strong> Sums of floats depend on their order. If the split of the work depends on the number of threads, so do losses, and a run on another machine cannot be reproduced.</p><p><strong>Decision.</strong> Each kernel works on a range of units and promises the same bits for any cut of it. Partial sums belong to blocks whose size depends on the problem alone, and are added in block order.</p><p><strong>Consequences.</strong> 1, 2 or 8 threads give the same bits, which a test checks for every shared kernel. Blocks can be claimed by whichever thread is free. Some reductions keep one partial sum a block in memory and add them up at the end, which costs a little.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/005-same-bits-on-any-thread-count.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _005SameBitsOnAnyThreadCount = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _005SameBitsOnAnyThreadCount as default
};
