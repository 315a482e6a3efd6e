import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: NameOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/NameOptions.md","filePath":"api/rushlight/interfaces/NameOptions.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/NameOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / NameOptions</p><h1 id="interface-nameoptions" tabindex="-1">Interface: NameOptions <a class="header-anchor" href="#interface-nameoptions" aria-label="Permalink to &quot;Interface: NameOptions&quot;">​</a></h1><p>How a file&#39;s names become a model&#39;s.</p><h2 id="extended-by" tabindex="-1">Extended by <a class="header-anchor" href="#extended-by" aria-label="Permalink to &quot;Extended by&quot;">​</a></h2><ul><li><a href="./LoadAllOptions.html"><code>LoadAllOptions</code></a></li></ul><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="prefix" tabindex="-1">prefix? <a class="header-anchor" href="#prefix" aria-label="Permalink to &quot;prefix?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>prefix?</strong>: <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</p></blockquote><p>What beginnings of names become, the longest that fits first: <code>{ &#39;model.&#39;: &#39;&#39; }</code> takes one off, <code>{ &#39;&#39;: &#39;encoder.&#39; }</code> puts one before every name.</p><hr><h3 id="rename" tabindex="-1">rename? <a class="header-anchor" href="#rename" aria-label="Permalink to &quot;rename?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>rename?</strong>: <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code> | <code>null</code>&gt;&gt; | ((<code>name</code>) =&gt; <code>string</code> | <code>null</code> | <code>undefined</code>)</p></blockquote><p>New names by the file&#39;s, which come before prefixes; or a function of the file&#39;s name. null leaves a tensor out unread, and a function&#39;s undefined leaves its name to <code>prefix</code>.</p><hr><h3 id="tied" tabindex="-1">tied? <a class="header-anchor" href="#tied" aria-label="Permalink to &quot;tied?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>tied?</strong>: <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</p></blockquote><p>Further names of tensors, all by their new names: <code>{ &#39;lm_head.weight&#39;: &#39;embed_tokens.weight&#39; }</code>. Both are one tensor.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/NameOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const NameOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  NameOptions as default
};
