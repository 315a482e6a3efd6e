import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: ParamGroup<O>","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/type-aliases/ParamGroup.md","filePath":"api/optim/type-aliases/ParamGroup.md"}');
const _sfc_main = { name: "api/optim/type-aliases/ParamGroup.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / ParamGroup</p><h1 id="type-alias-paramgroup-o" tabindex="-1">Type Alias: ParamGroup&lt;O&gt; <a class="header-anchor" href="#type-alias-paramgroup-o" aria-label="Permalink to &quot;Type Alias: ParamGroup\\&lt;O\\&gt;&quot;">​</a></h1><blockquote><p><strong>ParamGroup</strong>&lt;<code>O</code>&gt; = <code>O</code> &amp; <code>object</code></p></blockquote><p>A parameter group: the parameters, and the options that hold for them.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="o" tabindex="-1">O <a class="header-anchor" href="#o" aria-label="Permalink to &quot;O&quot;">​</a></h3><p><code>O</code> <em>extends</em> <code>object</code></p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="params" tabindex="-1">params <a class="header-anchor" href="#params" aria-label="Permalink to &quot;params&quot;">​</a></h3><blockquote><p><strong>params</strong>: <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a>[]</p></blockquote></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/type-aliases/ParamGroup.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const ParamGroup = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  ParamGroup as default
};
