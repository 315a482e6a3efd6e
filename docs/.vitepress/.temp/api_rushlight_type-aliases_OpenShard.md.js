import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: OpenShard","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/OpenShard.md","filePath":"api/rushlight/type-aliases/OpenShard.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/OpenShard.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / OpenShard</p><h1 id="type-alias-openshard" tabindex="-1">Type Alias: OpenShard <a class="header-anchor" href="#type-alias-openshard" aria-label="Permalink to &quot;Type Alias: OpenShard&quot;">​</a></h1><blockquote><p><strong>OpenShard</strong> = (<code>file</code>) =&gt; <a href="./Source.html"><code>Source</code></a> | <code>Promise</code>&lt;<a href="./Source.html"><code>Source</code></a>&gt;</p></blockquote><p>Returns a shard&#39;s source, by the name that the index has. A source with a <code>close</code> is closed once it is read.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="file" tabindex="-1">file <a class="header-anchor" href="#file" aria-label="Permalink to &quot;file&quot;">​</a></h3><p><code>string</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./Source.html"><code>Source</code></a> | <code>Promise</code>&lt;<a href="./Source.html"><code>Source</code></a>&gt;</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/OpenShard.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OpenShard = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OpenShard as default
};
