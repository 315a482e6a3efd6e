import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: Description","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/Description.md","filePath":"api/rushlight/interfaces/Description.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/Description.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Description</p><h1 id="interface-description" tabindex="-1">Interface: Description <a class="header-anchor" href="#interface-description" aria-label="Permalink to &quot;Interface: Description&quot;">​</a></h1><p>What <code>describe</code> returns: the rows as data, and as a table when it is printed.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="buffers" tabindex="-1">buffers <a class="header-anchor" href="#buffers" aria-label="Permalink to &quot;buffers&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>buffers</strong>: <code>number</code></p></blockquote><p>The elements of all buffers.</p><hr><h3 id="parameters" tabindex="-1">parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>parameters</strong>: <code>number</code></p></blockquote><p>The elements of all parameters.</p><hr><h3 id="rows" tabindex="-1">rows <a class="header-anchor" href="#rows" aria-label="Permalink to &quot;rows&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>rows</strong>: readonly <a href="./DescribedLayer.html"><code>DescribedLayer</code></a>[]</p></blockquote><p>The modules, the model first, each once.</p><hr><h3 id="trainable" tabindex="-1">trainable <a class="header-anchor" href="#trainable" aria-label="Permalink to &quot;trainable&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>trainable</strong>: <code>number</code></p></blockquote><p>Those of them that are trained.</p><h2 id="methods" tabindex="-1">Methods <a class="header-anchor" href="#methods" aria-label="Permalink to &quot;Methods&quot;">​</a></h2><h3 id="tostring" tabindex="-1">toString() <a class="header-anchor" href="#tostring" aria-label="Permalink to &quot;toString()&quot;">​</a></h3><blockquote><p><strong>toString</strong>(): <code>string</code></p></blockquote><p>The table: a line for each module in columns of fixed width, and the sums below.</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>string</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/Description.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Description = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Description as default
};
