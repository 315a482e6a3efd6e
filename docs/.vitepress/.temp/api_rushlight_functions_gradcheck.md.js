import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: gradcheck()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/gradcheck.md","filePath":"api/rushlight/functions/gradcheck.md"}');
const _sfc_main = { name: "api/rushlight/functions/gradcheck.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / gradcheck</p><h1 id="function-gradcheck" tabindex="-1">Function: gradcheck() <a class="header-anchor" href="#function-gradcheck" aria-label="Permalink to &quot;Function: gradcheck()&quot;">​</a></h1><blockquote><p><strong>gradcheck</strong>(<code>fn</code>, <code>inputs</code>, <code>options?</code>): <code>boolean</code></p></blockquote><p>Whether the gradients that <code>backward()</code> computes for a function are those of finite differences: every element of the outputs by every element of those inputs that require a gradient. <code>torch.autograd.gradcheck</code> in PyTorch; ours is of float32, so its defaults are coarser, and results may be off by their rounding. Kinks, such as relu&#39;s at 0, must be further away than <code>eps</code>.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="fn" tabindex="-1">fn <a class="header-anchor" href="#fn" aria-label="Permalink to &quot;fn&quot;">​</a></h3><p>(...<code>inputs</code>) =&gt; <code>Results</code></p><p>a function of the inputs that returns one tensor or several, the same each time.</p><h3 id="inputs" tabindex="-1">inputs <a class="header-anchor" href="#inputs" aria-label="Permalink to &quot;inputs&quot;">​</a></h3><p><a href="./../classes/Tensor.html"><code>Tensor</code></a> | readonly <a href="./../classes/Tensor.html"><code>Tensor</code></a>[]</p><p>a tensor or several, float32; they are moved in place, and put back.</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/GradcheckOptions.html"><code>GradcheckOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>boolean</code></p><p>true, or false for a wrong gradient with <code>raiseException: false</code>.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a wrong gradient, saying which, and if nothing requires one.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/gradcheck.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const gradcheck = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  gradcheck as default
};
