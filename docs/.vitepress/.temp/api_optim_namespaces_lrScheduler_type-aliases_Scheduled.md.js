import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Scheduled","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/lrScheduler/type-aliases/Scheduled.md","filePath":"api/optim/namespaces/lrScheduler/type-aliases/Scheduled.md"}');
const _sfc_main = { name: "api/optim/namespaces/lrScheduler/type-aliases/Scheduled.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">lrScheduler</a> / Scheduled</p><h1 id="type-alias-scheduled" tabindex="-1">Type Alias: Scheduled <a class="header-anchor" href="#type-alias-scheduled" aria-label="Permalink to &quot;Type Alias: Scheduled&quot;">​</a></h1><blockquote><p><strong>Scheduled</strong> = <a href="./../../../classes/Optimizer.html"><code>Optimizer</code></a>&lt;{ <code>lr</code>: <code>number</code>; }&gt;</p></blockquote><p>Any optimizer whose groups have a rate.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/lrScheduler/type-aliases/Scheduled.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Scheduled = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Scheduled as default
};
