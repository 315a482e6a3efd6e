import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"tfjs","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/index.md","filePath":"api/tfjs/index.md"}');
const _sfc_main = { name: "api/tfjs/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / tfjs</p><h1 id="tfjs" tabindex="-1">tfjs <a class="header-anchor" href="#tfjs" aria-label="Permalink to &quot;tfjs&quot;">​</a></h1><p>Models of TensorFlow.js, brought in and given back.</p><h2 id="tensorflow-js-files" tabindex="-1">TensorFlow.js files <a class="header-anchor" href="#tensorflow-js-files" aria-label="Permalink to &quot;TensorFlow.js files&quot;">​</a></h2><ul><li><a href="./interfaces/FromTfjsOptions.html">FromTfjsOptions</a></li><li><a href="./interfaces/TfjsFiles.html">TfjsFiles</a></li><li><a href="./interfaces/TfjsZip.html">TfjsZip</a></li><li><a href="./interfaces/ToTfjsOptions.html">ToTfjsOptions</a></li><li><a href="./type-aliases/TfjsModule.html">TfjsModule</a></li><li><a href="./type-aliases/TfjsWeights.html">TfjsWeights</a></li><li><a href="./functions/fromTfjs.html">fromTfjs</a></li><li><a href="./functions/toTfjs.html">toTfjs</a></li><li><a href="./functions/unzipTfjs.html">unzipTfjs</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
