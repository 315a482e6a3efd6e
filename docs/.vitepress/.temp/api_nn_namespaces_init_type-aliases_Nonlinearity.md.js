import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Nonlinearity","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/type-aliases/Nonlinearity.md","filePath":"api/nn/namespaces/init/type-aliases/Nonlinearity.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/type-aliases/Nonlinearity.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../../">rushlight</a> / <a href="./../../../">nn</a> / <a href="./../">init</a> / Nonlinearity</p><h1 id="type-alias-nonlinearity" tabindex="-1">Type Alias: Nonlinearity <a class="header-anchor" href="#type-alias-nonlinearity" aria-label="Permalink to &quot;Type Alias: Nonlinearity&quot;">​</a></h1><blockquote><p><strong>Nonlinearity</strong> = <code>&quot;linear&quot;</code> | <code>&quot;conv1d&quot;</code> | <code>&quot;conv2d&quot;</code> | <code>&quot;conv3d&quot;</code> | <code>&quot;sigmoid&quot;</code> | <code>&quot;tanh&quot;</code> | <code>&quot;relu&quot;</code> | <code>&quot;leaky_relu&quot;</code> | <code>&quot;selu&quot;</code></p></blockquote><p>The nonlinearities that <code>calculateGain</code> knows, by PyTorch&#39;s names.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/type-aliases/Nonlinearity.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Nonlinearity = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Nonlinearity as default
};
