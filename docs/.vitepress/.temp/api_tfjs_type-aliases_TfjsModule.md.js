import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: TfjsModule","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/type-aliases/TfjsModule.md","filePath":"api/tfjs/type-aliases/TfjsModule.md"}');
const _sfc_main = { name: "api/tfjs/type-aliases/TfjsModule.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / TfjsModule</p><h1 id="type-alias-tfjsmodule" tabindex="-1">Type Alias: TfjsModule <a class="header-anchor" href="#type-alias-tfjsmodule" aria-label="Permalink to &quot;Type Alias: TfjsModule&quot;">​</a></h1><blockquote><p><strong>TfjsModule</strong> = <a href="./../../nn/classes/Module.html"><code>Module</code></a> &amp; <code>object</code></p></blockquote><p>A model that was read: it takes the inputs in the order of the file and returns its one output.</p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="forward" tabindex="-1">forward() <a class="header-anchor" href="#forward" aria-label="Permalink to &quot;forward()&quot;">​</a></h3><blockquote><p><strong>forward</strong>(...<code>inputs</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="inputs" tabindex="-1">inputs <a class="header-anchor" href="#inputs" aria-label="Permalink to &quot;inputs&quot;">​</a></h5><p>...<a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>[]</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/type-aliases/TfjsModule.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const TfjsModule = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  TfjsModule as default
};
