import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Criterion<Output>","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/type-aliases/Criterion.md","filePath":"api/rushlight/type-aliases/Criterion.md"}');
const _sfc_main = { name: "api/rushlight/type-aliases/Criterion.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / Criterion</p><h1 id="type-alias-criterion-output" tabindex="-1">Type Alias: Criterion&lt;Output&gt; <a class="header-anchor" href="#type-alias-criterion-output" aria-label="Permalink to &quot;Type Alias: Criterion\\&lt;Output\\&gt;&quot;">​</a></h1><blockquote><p><strong>Criterion</strong>&lt;<code>Output</code>&gt; = { <code>forward</code>(<code>output</code>, <code>target</code>): <a href="./../classes/Tensor.html"><code>Tensor</code></a>; } | ((<code>output</code>, <code>target</code>) =&gt; <a href="./../classes/Tensor.html"><code>Tensor</code></a>)</p></blockquote><p>A loss: a module such as <code>nn.CrossEntropyLoss</code>, or a function of the model&#39;s result and the target.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="output" tabindex="-1">Output <a class="header-anchor" href="#output" aria-label="Permalink to &quot;Output&quot;">​</a></h3><p><code>Output</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/type-aliases/Criterion.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Criterion = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Criterion as default
};
