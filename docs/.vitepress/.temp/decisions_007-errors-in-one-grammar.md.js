import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"7. Errors in one grammar","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/007-errors-in-one-grammar.md","filePath":"decisions/007-errors-in-one-grammar.md"}');
const _sfc_main = { name: "decisions/007-errors-in-one-grammar.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_7-errors-in-one-grammar" tabindex="-1">7. Errors in one grammar <a class="header-anchor" href="#_7-errors-in-one-grammar" aria-label="Permalink to &quot;7. Errors in one grammar&quot;">​</a></h1><p><strong>Context.</strong> In a numeric library most time is lost on wrong shapes and types. Messages that each file words in its own way are hard to search and hard to test.</p><p><strong>Decision.</strong> An error about an argument reads <code>fn: expected X, got Y; remedy</code>. A wrong kind is a TypeError, a wrong value or shape a RangeError; a freed tensor is a DisposedError, exhausted memory an OutOfMemoryError. All arguments are checked before anything is changed. Unknown options are refused and the nearest known one is named. An error about state says plainly what happened and what to do.</p><p><strong>Consequences.</strong> A failed call leaves everything as it was. Tests can demand the form of every message. Checks cost a few nanoseconds a call and some bundle size.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/007-errors-in-one-grammar.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _007ErrorsInOneGrammar = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _007ErrorsInOneGrammar as default
};
