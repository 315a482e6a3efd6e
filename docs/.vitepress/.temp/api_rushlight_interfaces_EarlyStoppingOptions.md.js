import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: EarlyStoppingOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/EarlyStoppingOptions.md","filePath":"api/rushlight/interfaces/EarlyStoppingOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/EarlyStoppingOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / EarlyStoppingOptions</p><h1 id="interface-earlystoppingoptions" tabindex="-1">Interface: EarlyStoppingOptions <a class="header-anchor" href="#interface-earlystoppingoptions" aria-label="Permalink to &quot;Interface: EarlyStoppingOptions&quot;">​</a></h1><p>Options of <code>fit</code>&#39;s <code>earlyStopping</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="mindelta" tabindex="-1">minDelta? <a class="header-anchor" href="#mindelta" aria-label="Permalink to &quot;minDelta?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>minDelta?</strong>: <code>number</code></p></blockquote><p>How much better than the best counts as progress. Default 0.</p><hr><h3 id="mode" tabindex="-1">mode? <a class="header-anchor" href="#mode" aria-label="Permalink to &quot;mode?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>mode?</strong>: <code>&quot;max&quot;</code> | <code>&quot;min&quot;</code></p></blockquote><p>Whether it should fall or rise. Default: <code>fit</code>&#39;s <code>monitorMode</code>.</p><hr><h3 id="monitor" tabindex="-1">monitor? <a class="header-anchor" href="#monitor" aria-label="Permalink to &quot;monitor?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>monitor?</strong>: <code>string</code></p></blockquote><p>What is watched. Default: <code>fit</code>&#39;s <code>monitor</code>.</p><hr><h3 id="patience" tabindex="-1">patience? <a class="header-anchor" href="#patience" aria-label="Permalink to &quot;patience?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>patience?</strong>: <code>number</code></p></blockquote><p>After how many epochs in a row without progress to stop. Default 3.</p><hr><h3 id="restorebest" tabindex="-1">restoreBest? <a class="header-anchor" href="#restorebest" aria-label="Permalink to &quot;restoreBest?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>restoreBest?</strong>: <code>boolean</code></p></blockquote><p>Give the model the parameters and buffers of its best epoch at the end, unless it is aborted or stopped by a callback.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/EarlyStoppingOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const EarlyStoppingOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  EarlyStoppingOptions as default
};
