import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: memory()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/memory.md","filePath":"api/rushlight/functions/memory.md"}');
const _sfc_main = { name: "api/rushlight/functions/memory.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / memory</p><h1 id="function-memory" tabindex="-1">Function: memory() <a class="header-anchor" href="#function-memory" aria-label="Permalink to &quot;Function: memory()&quot;">​</a></h1><blockquote><p><strong>memory</strong>(): <code>object</code></p></blockquote><p>How much linear memory is in use: tensors that own memory (views share theirs), and bytes live, at their peak, and reserved.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>object</code></p><h3 id="livebytes" tabindex="-1">liveBytes <a class="header-anchor" href="#livebytes" aria-label="Permalink to &quot;liveBytes&quot;">​</a></h3><blockquote><p><strong>liveBytes</strong>: <code>number</code></p></blockquote><h3 id="livetensors" tabindex="-1">liveTensors <a class="header-anchor" href="#livetensors" aria-label="Permalink to &quot;liveTensors&quot;">​</a></h3><blockquote><p><strong>liveTensors</strong>: <code>number</code></p></blockquote><h3 id="peakbytes" tabindex="-1">peakBytes <a class="header-anchor" href="#peakbytes" aria-label="Permalink to &quot;peakBytes&quot;">​</a></h3><blockquote><p><strong>peakBytes</strong>: <code>number</code></p></blockquote><h3 id="reservedbytes" tabindex="-1">reservedBytes <a class="header-anchor" href="#reservedbytes" aria-label="Permalink to &quot;reservedBytes&quot;">​</a></h3><blockquote><p><strong>reservedBytes</strong>: <code>number</code></p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/memory.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const memory = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  memory as default
};
