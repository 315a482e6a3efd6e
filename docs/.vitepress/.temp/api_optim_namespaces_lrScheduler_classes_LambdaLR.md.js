import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Class: LambdaLR","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/classes/LambdaLR.md","filePath":"api/optim/namespaces/lrScheduler/classes/LambdaLR.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/classes/LambdaLR.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / LambdaLR</p><h1 id="class-lambdalr" tabindex="-1">Class: LambdaLR <a class="header-anchor" href="#class-lambdalr" aria-label="Permalink to &quot;Class: LambdaLR&quot;">​</a></h1><p>The first rate times a function of the step. <code>lr_scheduler.LambdaLR</code> in PyTorch.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><code>ByLambda</code></li></ul><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="getlr" tabindex="-1">getLr() <a class="header-anchor" href="#getlr" aria-label="Permalink to &quot;getLr()&quot;">​</a></h3><blockquote><p><code>protected</code> <strong>getLr</strong>(): <code>number</code>[]</p></blockquote><p>Each group&#39;s rate at <code>lastEpoch</code>, as a rule from the rate in force. <code>get_lr</code> in PyTorch.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>number</code>[]</p><h4 id="overrides" tabindex="-1">Overrides <a class="header-anchor" href="#overrides" aria-label="Permalink to &quot;Overrides&quot;">​</a></h4><p><code>ByLambda.getLr</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/classes/LambdaLR.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const LambdaLR = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  LambdaLR as default
};
