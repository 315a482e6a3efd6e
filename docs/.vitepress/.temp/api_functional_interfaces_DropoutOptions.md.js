import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DropoutOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/interfaces/DropoutOptions.md","filePath":"api/functional/interfaces/DropoutOptions.md"}');
const _sfc_main = { name: "api/functional/interfaces/DropoutOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / DropoutOptions</p><h1 id="interface-dropoutoptions" tabindex="-1">Interface: DropoutOptions <a class="header-anchor" href="#interface-dropoutoptions" aria-label="Permalink to &quot;Interface: DropoutOptions&quot;">​</a></h1><p>Options of the dropouts.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../../rushlight/classes/Generator.html"><code>Generator</code></a></p></blockquote><p>Where the mask comes from; <code>manualSeed</code>&#39;s stream if absent.</p><hr><h3 id="training" tabindex="-1">training? <a class="header-anchor" href="#training" aria-label="Permalink to &quot;training?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>training?</strong>: <code>boolean</code></p></blockquote><p>Whether to drop anything at all.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/interfaces/DropoutOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DropoutOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DropoutOptions as default
};
