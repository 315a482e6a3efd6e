import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TfjsWeights","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/type-aliases/TfjsWeights.md","filePath":"api/tfjs/type-aliases/TfjsWeights.md"}');
const _sfc_main = { name: "api/tfjs/type-aliases/TfjsWeights.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / TfjsWeights</p><h1 id="type-alias-tfjsweights" tabindex="-1">Type Alias: TfjsWeights <a class="header-anchor" href="#type-alias-tfjsweights" aria-label="Permalink to &quot;Type Alias: TfjsWeights&quot;">​</a></h1><blockquote><p><strong>TfjsWeights</strong> = <a href="./../../rushlight/type-aliases/FileBytes.html"><code>FileBytes</code></a> | readonly <a href="./../../rushlight/type-aliases/FileBytes.html"><code>FileBytes</code></a>[] | <code>Readonly</code>&lt;<code>Record</code>&lt;<code>string</code>, <a href="./../../rushlight/type-aliases/FileBytes.html"><code>FileBytes</code></a>&gt;&gt;</p></blockquote><p>The binary files: all bytes in one, several in the order of the manifest, or by path.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/type-aliases/TfjsWeights.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TfjsWeights = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TfjsWeights as default
};
