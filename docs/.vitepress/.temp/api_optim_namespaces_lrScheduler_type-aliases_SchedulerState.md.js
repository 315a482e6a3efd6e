import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: SchedulerState","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/type-aliases/SchedulerState.md","filePath":"api/optim/namespaces/lrScheduler/type-aliases/SchedulerState.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/type-aliases/SchedulerState.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / SchedulerState</p><h1 id="type-alias-schedulerstate" tabindex="-1">Type Alias: SchedulerState <a class="header-anchor" href="#type-alias-schedulerstate" aria-label="Permalink to &quot;Type Alias: SchedulerState&quot;">​</a></h1><blockquote><p><strong>SchedulerState</strong> = <code>Record</code>&lt;<code>string</code>, <code>unknown</code>&gt;</p></blockquote><p>What <code>stateDict()</code> returns: plain numbers, strings and arrays of them, ready for JSON.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/type-aliases/SchedulerState.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SchedulerState = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SchedulerState as default
};
