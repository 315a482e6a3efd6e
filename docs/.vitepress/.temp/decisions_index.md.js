import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Decisions","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/index.md","filePath":"decisions/index.md"}');
const _sfc_main = { name: "decisions/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="decisions" tabindex="-1">Decisions <a class="header-anchor" href="#decisions" aria-label="Permalink to &quot;Decisions&quot;">​</a></h1><p>What was decided, why, and what follows from it. A decision that no longer holds is replaced by a new one that says so.</p><ol><li><a href="./001-scopes-rather-than-finalizers.html">Scopes rather than finalizers</a></li><li><a href="./002-three-binaries-on-one-memory.html">Three binaries on one memory</a></li><li><a href="./003-eager-rather-than-compiled.html">Eager rather than compiled</a></li><li><a href="./004-one-allocator-in-javascript.html">One allocator, in JavaScript</a></li><li><a href="./005-same-bits-on-any-thread-count.html">The same bits on any number of threads</a></li><li><a href="./006-row-pipelined-softmax.html">Softmax pipelined by rows</a></li><li><a href="./007-errors-in-one-grammar.html">Errors in one grammar</a></li><li><a href="./008-binaries-as-text.html">Binaries as text in the module</a></li><li><a href="./009-no-registries.html">No registries</a></li></ol></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
