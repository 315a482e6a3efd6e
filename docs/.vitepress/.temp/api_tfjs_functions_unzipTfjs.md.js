import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: unzipTfjs()","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/functions/unzipTfjs.md","filePath":"api/tfjs/functions/unzipTfjs.md"}');
const _sfc_main = { name: "api/tfjs/functions/unzipTfjs.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / unzipTfjs</p><h1 id="function-unziptfjs" tabindex="-1">Function: unzipTfjs() <a class="header-anchor" href="#function-unziptfjs" aria-label="Permalink to &quot;Function: unzipTfjs()&quot;">​</a></h1><blockquote><p><strong>unzipTfjs</strong>(<code>zip</code>): <a href="./../interfaces/TfjsZip.html"><code>TfjsZip</code></a></p></blockquote><p>The parts of a zip with <code>model.json</code>, binary files and perhaps <code>metadata.json</code>, as Teachable Machine saves a model. Entries may be stored or compressed.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="zip" tabindex="-1">zip <a class="header-anchor" href="#zip" aria-label="Permalink to &quot;zip&quot;">​</a></h3><p><a href="./../../rushlight/type-aliases/FileBytes.html"><code>FileBytes</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/TfjsZip.html"><code>TfjsZip</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless given bytes.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a file that is damaged, or has no <code>model.json</code>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/functions/unzipTfjs.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const unzipTfjs = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  unzipTfjs as default
};
