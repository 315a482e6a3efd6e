import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: ShardIndex","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/ShardIndex.md","filePath":"api/rushlight/interfaces/ShardIndex.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/ShardIndex.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / ShardIndex</p><h1 id="interface-shardindex" tabindex="-1">Interface: ShardIndex <a class="header-anchor" href="#interface-shardindex" aria-label="Permalink to &quot;Interface: ShardIndex&quot;">​</a></h1><p>What <code>model.safetensors.index.json</code> says.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="weight-map" tabindex="-1">weight_map <a class="header-anchor" href="#weight-map" aria-label="Permalink to &quot;weight\\_map&quot;">​</a></h3><blockquote><p><strong>weight_map</strong>: <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <code>string</code>&gt;&gt;</p></blockquote><p>The file of each tensor, by the tensor&#39;s name.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/ShardIndex.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ShardIndex = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ShardIndex as default
};
