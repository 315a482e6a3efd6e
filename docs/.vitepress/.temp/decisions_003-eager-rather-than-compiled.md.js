import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"3. Eager rather than compiled","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/003-eager-rather-than-compiled.md","filePath":"decisions/003-eager-rather-than-compiled.md"}');
const _sfc_main = { name: "decisions/003-eager-rather-than-compiled.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_3-eager-rather-than-compiled" tabindex="-1">3. Eager rather than compiled <a class="header-anchor" href="#_3-eager-rather-than-compiled" aria-label="Permalink to &quot;3. Eager rather than compiled&quot;">​</a></h1><p><strong>Context.</strong> A graph compiler can fuse ops and plan memory. PyTorch&#39;s users expect each line to run when it is called, print values, branch on them, and get an error where the mistake is. A call from JavaScript into WebAssembly takes 4 ns and a whole small op about 40 ns.</p><p><strong>Decision.</strong> Ops run at once. What is hot is fused by hand as an op of its own: cross-entropy with its gradient, <code>linear</code> with its bias, <code>linearCrossEntropy</code>.</p><p><strong>Consequences.</strong> Ordinary JavaScript is the control flow, and a debugger shows every value. The overhead per op is small enough that a 784-128-10 step spends over 90 % of its time in products. Chains of element-wise ops make one pass over memory each.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/003-eager-rather-than-compiled.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _003EagerRatherThanCompiled = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _003EagerRatherThanCompiled as default
};
