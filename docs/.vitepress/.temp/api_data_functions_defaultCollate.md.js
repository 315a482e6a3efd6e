import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: defaultCollate()","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/functions/defaultCollate.md","filePath":"api/data/functions/defaultCollate.md"}');
const _sfc_main = { name: "api/data/functions/defaultCollate.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / defaultCollate</p><h1 id="function-defaultcollate" tabindex="-1">Function: defaultCollate() <a class="header-anchor" href="#function-defaultcollate" aria-label="Permalink to &quot;Function: defaultCollate()&quot;">​</a></h1><blockquote><p><strong>defaultCollate</strong>&lt;<code>Sample</code>&gt;(<code>samples</code>): <a href="./../type-aliases/Batch.html"><code>Batch</code></a>&lt;<code>Sample</code>&gt;</p></blockquote><p><code>default_collate</code> in PyTorch, except that plain numbers give float32 and maps are collated by key.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="sample" tabindex="-1">Sample <a class="header-anchor" href="#sample" aria-label="Permalink to &quot;Sample&quot;">​</a></h3><p><code>Sample</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="samples" tabindex="-1">samples <a class="header-anchor" href="#samples" aria-label="Permalink to &quot;samples&quot;">​</a></h3><p>readonly <code>Sample</code>[]</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../type-aliases/Batch.html"><code>Batch</code></a>&lt;<code>Sample</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for samples of other kinds.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for no samples, or samples of several shapes.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/functions/defaultCollate.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const defaultCollate = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  defaultCollate as default
};
