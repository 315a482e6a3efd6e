import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Variable: defaultGenerator","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/variables/defaultGenerator.md","filePath":"api/rushlight/variables/defaultGenerator.md"}');
const _sfc_main = { name: "api/rushlight/variables/defaultGenerator.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / defaultGenerator</p><h1 id="variable-defaultgenerator" tabindex="-1">Variable: defaultGenerator <a class="header-anchor" href="#variable-defaultgenerator" aria-label="Permalink to &quot;Variable: defaultGenerator&quot;">​</a></h1><blockquote><p><code>const</code> <strong>defaultGenerator</strong>: <a href="./../classes/Generator.html"><code>Generator</code></a></p></blockquote><p>The generator of every random function that is given none.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/variables/defaultGenerator.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const defaultGenerator = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  defaultGenerator as default
};
