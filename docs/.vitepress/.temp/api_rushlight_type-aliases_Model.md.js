import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Model<Output>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Model.md","filePath":"api/rushlight/type-aliases/Model.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Model.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Model</p><h1 id="type-alias-model-output" tabindex="-1">Type Alias: Model&lt;Output&gt; <a class="header-anchor" href="#type-alias-model-output" aria-label="Permalink to &quot;Type Alias: Model\\&lt;Output\\&gt;&quot;">​</a></h1><blockquote><p><strong>Model</strong>&lt;<code>Output</code>&gt; = <a href="./../../nn/classes/Module.html"><code>Module</code></a> &amp; <code>object</code></p></blockquote><p>A module whose result the criterion takes.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p><h2 id="type-declaration" tabindex="-1">Type Declaration <a class="header-anchor" href="#type-declaration" aria-label="Permalink to &quot;Type Declaration&quot;">​</a></h2><h3 id="forward" tabindex="-1">forward() <a class="header-anchor" href="#forward" aria-label="Permalink to &quot;forward()&quot;">​</a></h3><blockquote><p><strong>forward</strong>(...<code>inputs</code>): <code>Output</code></p></blockquote><h4 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h4><h5 id="inputs" tabindex="-1">inputs <a class="header-anchor" href="#inputs" aria-label="Permalink to &quot;inputs&quot;">​</a></h5><p>...<code>never</code>[]</p><h4 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h4><p><code>Output</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Model.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Model = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Model as default
};
