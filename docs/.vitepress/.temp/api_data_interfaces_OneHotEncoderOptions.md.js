import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: OneHotEncoderOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/interfaces/OneHotEncoderOptions.md","filePath":"api/data/interfaces/OneHotEncoderOptions.md"}');
const _sfc_main = { name: "api/data/interfaces/OneHotEncoderOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / OneHotEncoderOptions</p><h1 id="interface-onehotencoderoptions" tabindex="-1">Interface: OneHotEncoderOptions <a class="header-anchor" href="#interface-onehotencoderoptions" aria-label="Permalink to &quot;Interface: OneHotEncoderOptions&quot;">​</a></h1><p>Options of OneHotEncoder.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="handleunknown" tabindex="-1">handleUnknown? <a class="header-anchor" href="#handleunknown" aria-label="Permalink to &quot;handleUnknown?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>handleUnknown?</strong>: <code>&quot;error&quot;</code> | <code>&quot;ignore&quot;</code></p></blockquote><p>What becomes of a value that is no category: &#39;error&#39; if absent, or &#39;ignore&#39;, which gives zeros.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/interfaces/OneHotEncoderOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const OneHotEncoderOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  OneHotEncoderOptions as default
};
