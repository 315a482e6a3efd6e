import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"6. Softmax pipelined by rows","description":"","frontmatter":{},"headers":[],"relativePath":"decisions/006-row-pipelined-softmax.md","filePath":"decisions/006-row-pipelined-softmax.md"}');
const _sfc_main = { name: "decisions/006-row-pipelined-softmax.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="_6-softmax-pipelined-by-rows" tabindex="-1">6. Softmax pipelined by rows <a class="header-anchor" href="#_6-softmax-pipelined-by-rows" aria-label="Permalink to &quot;6. Softmax pipelined by rows&quot;">​</a></h1><p><strong>Context.</strong> Softmax and cross-entropy make three passes over a row: maximum, exponentials with their sum, and the final scaling. The exponentials are bound by arithmetic, the last pass by memory.</p><p><strong>Decision.</strong> One sweep computes the exponentials of a row and finishes the row before it in the same loop. The sweep serves log-softmax, softmax, logsumexp and cross-entropy, with and without its gradient.</p><p><strong>Consequences.</strong> The final pass costs little beyond a bare pass of exponentials (3 to 40 %, <code>bench/NOTES.md</code>). The loop is harder to read than three plain ones; its file says what each stage does. Rows of few classes take another path, four rows side by side.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("decisions/006-row-pipelined-softmax.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const _006RowPipelinedSoftmax = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  _006RowPipelinedSoftmax as default
};
