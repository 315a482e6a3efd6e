import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: keep()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/keep.md","filePath":"api/rushlight/functions/keep.md"}');
const _sfc_main = { name: "api/rushlight/functions/keep.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / keep</p><h1 id="function-keep" tabindex="-1">Function: keep() <a class="header-anchor" href="#function-keep" aria-label="Permalink to &quot;Function: keep()&quot;">​</a></h1><blockquote><p><strong>keep</strong>&lt;<code>T</code>&gt;(<code>t</code>): <code>T</code></p></blockquote><p>Takes a tensor out of the current scopes, or away from the loader whose batch it belongs to: it lives until <code>dispose()</code> or until it is garbage. Returns it.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code> <em>extends</em> <a href="./../classes/Tensor.html"><code>Tensor</code></a></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="t-1" tabindex="-1">t <a class="header-anchor" href="#t-1" aria-label="Permalink to &quot;t&quot;">​</a></h3><p><code>T</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>T</code></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> unless given a tensor.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>DisposedError</code> for a disposed one.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/keep.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const keep = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  keep as default
};
