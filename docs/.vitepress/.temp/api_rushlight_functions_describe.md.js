import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: describe()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/describe.md","filePath":"api/rushlight/functions/describe.md"}');
const _sfc_main = { name: "api/rushlight/functions/describe.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / describe</p><h1 id="function-describe" tabindex="-1">Function: describe() <a class="header-anchor" href="#function-describe" aria-label="Permalink to &quot;Function: describe()&quot;">​</a></h1><blockquote><p><strong>describe</strong>(<code>model</code>, <code>example</code>): <a href="./../interfaces/Description.html"><code>Description</code></a></p></blockquote><p>Describes a model by running it once on an example, in evaluation mode and without gradients: its modules, the shapes of what they give, and their parameters. <code>console.log(String(describe(model, example)))</code> prints a table; <code>rows</code> has the same as data. Nothing of the model is changed.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="model" tabindex="-1">model <a class="header-anchor" href="#model" aria-label="Permalink to &quot;model&quot;">​</a></h3><p><a href="./../../nn/classes/Module.html"><code>Module</code></a></p><h3 id="example" tabindex="-1">example <a class="header-anchor" href="#example" aria-label="Permalink to &quot;example&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a> | readonly <a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p><p>what <code>forward</code> takes: a tensor, or an array of its inputs.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../interfaces/Description.html"><code>Description</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for what is no model or no tensors. It throws whatever the model throws on the example.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/describe.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const describe = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  describe as default
};
