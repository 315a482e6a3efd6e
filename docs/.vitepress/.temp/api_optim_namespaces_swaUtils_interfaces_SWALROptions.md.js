import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SWALROptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/namespaces/swaUtils/interfaces/SWALROptions.md","filePath":"api/optim/namespaces/swaUtils/interfaces/SWALROptions.md"}');
const _sfc_main = { name: "api/optim/namespaces/swaUtils/interfaces/SWALROptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">optim</a> / <a href="./../">swaUtils</a> / SWALROptions</p><h1 id="interface-swalroptions" tabindex="-1">Interface: SWALROptions <a class="header-anchor" href="#interface-swalroptions" aria-label="Permalink to &quot;Interface: SWALROptions&quot;">​</a></h1><p>Options of <code>SWALR</code>.</p><h2 id="extends" tabindex="-1">Extends <a class="header-anchor" href="#extends" aria-label="Permalink to &quot;Extends&quot;">​</a></h2><ul><li><a href="./../../lrScheduler/interfaces/SchedulerOptions.html"><code>SchedulerOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="annealepochs" tabindex="-1">annealEpochs? <a class="header-anchor" href="#annealepochs" aria-label="Permalink to &quot;annealEpochs?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>annealEpochs?</strong>: <code>number</code></p></blockquote><p>The steps until then. Default 10.</p><hr><h3 id="annealstrategy" tabindex="-1">annealStrategy? <a class="header-anchor" href="#annealstrategy" aria-label="Permalink to &quot;annealStrategy?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>annealStrategy?</strong>: <code>&quot;cos&quot;</code> | <code>&quot;linear&quot;</code></p></blockquote><p>Along a cosine (the default) or a line.</p><hr><h3 id="swalr" tabindex="-1">swaLr <a class="header-anchor" href="#swalr" aria-label="Permalink to &quot;swaLr&quot;">​</a></h3><blockquote><p><strong>swaLr</strong>: <code>number</code> | readonly <code>number</code>[]</p></blockquote><p>The last rate, or one for each group.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/namespaces/swaUtils/interfaces/SWALROptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SWALROptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SWALROptions as default
};
