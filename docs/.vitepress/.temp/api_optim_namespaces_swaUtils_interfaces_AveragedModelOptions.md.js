import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: AveragedModelOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/swaUtils/interfaces/AveragedModelOptions.md","filePath":"api/optim/namespaces/swaUtils/interfaces/AveragedModelOptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/swaUtils/interfaces/AveragedModelOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">swaUtils</a> / AveragedModelOptions</p><h1 id="interface-averagedmodeloptions" tabindex="-1">Interface: AveragedModelOptions <a class="header-anchor" href="#interface-averagedmodeloptions" aria-label="Permalink to &quot;Interface: AveragedModelOptions&quot;">​</a></h1><p>Options of <code>AveragedModel</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="avgfn" tabindex="-1">avgFn? <a class="header-anchor" href="#avgfn" aria-label="Permalink to &quot;avgFn?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>avgFn?</strong>: <a href="./../type-aliases/AvgFn.html"><code>AvgFn</code></a></p></blockquote><p>The next average. Default: the mean of all models.</p><hr><h3 id="usebuffers" tabindex="-1">useBuffers? <a class="header-anchor" href="#usebuffers" aria-label="Permalink to &quot;useBuffers?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>useBuffers?</strong>: <code>boolean</code></p></blockquote><p>Average the buffers too, rather than take the model&#39;s. Default false.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/swaUtils/interfaces/AveragedModelOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const AveragedModelOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  AveragedModelOptions as default
};
