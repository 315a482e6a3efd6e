import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Params<O>","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/type-aliases/Params.md","filePath":"api/optim/type-aliases/Params.md"}');
const _sfc_main = { name: "api/optim/type-aliases/Params.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / Params</p><h1 id="type-alias-params-o" tabindex="-1">Type Alias: Params&lt;O&gt; <a class="header-anchor" href="#type-alias-params-o" aria-label="Permalink to &quot;Type Alias: Params\\&lt;O\\&gt;&quot;">​</a></h1><blockquote><p><strong>Params</strong>&lt;<code>O</code>&gt; = <code>Iterable</code>&lt;<a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>&gt; | <code>Iterable</code>&lt;<code>object</code> &amp; <code>Partial</code>&lt;<code>O</code>&gt;&gt;</p></blockquote><p>What an optimizer takes: parameters, or groups of them with options of their own.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="o" tabindex="-1">O <a class="header-anchor" href="#o" aria-label="Permalink to &quot;O&quot;">​</a></h3><p><code>O</code> <em>extends</em> <code>object</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/type-aliases/Params.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Params = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Params as default
};
