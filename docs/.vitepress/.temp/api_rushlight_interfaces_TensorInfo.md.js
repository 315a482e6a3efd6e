import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: TensorInfo","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/TensorInfo.md","filePath":"api/rushlight/interfaces/TensorInfo.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/TensorInfo.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / TensorInfo</p><h1 id="interface-tensorinfo" tabindex="-1">Interface: TensorInfo <a class="header-anchor" href="#interface-tensorinfo" aria-label="Permalink to &quot;Interface: TensorInfo&quot;">​</a></h1><p>What a file says about a tensor.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="bytes" tabindex="-1">bytes <a class="header-anchor" href="#bytes" aria-label="Permalink to &quot;bytes&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>bytes</strong>: <code>number</code></p></blockquote><p>Its size in the file.</p><hr><h3 id="dtype" tabindex="-1">dtype <a class="header-anchor" href="#dtype" aria-label="Permalink to &quot;dtype&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>dtype</strong>: <code>string</code></p></blockquote><p>The type of its elements in the file, such as &#39;F32&#39; or &#39;BF16&#39;.</p><hr><h3 id="shape" tabindex="-1">shape <a class="header-anchor" href="#shape" aria-label="Permalink to &quot;shape&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>shape</strong>: <a href="./../type-aliases/Shape.html"><code>Shape</code></a></p></blockquote><p>Its sizes, outermost first.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/TensorInfo.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TensorInfo = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TensorInfo as default
};
