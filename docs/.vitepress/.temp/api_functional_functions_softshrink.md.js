import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: softshrink()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/softshrink.md","filePath":"api/functional/functions/softshrink.md"}');
const _sfc_main = { name: "api/functional/functions/softshrink.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / softshrink</p><h1 id="function-softshrink" tabindex="-1">Function: softshrink() <a class="header-anchor" href="#function-softshrink" aria-label="Permalink to &quot;Function: softshrink()&quot;">​</a></h1><blockquote><p><strong>softshrink</strong>(<code>x</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>x moved towards 0 by lambd (0.5 if absent), and 0 where |x| ≤ lambd. <code>F.softshrink</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/ShrinkOptions.html"><code>ShrinkOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for a negative lambd.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/softshrink.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const softshrink = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  softshrink as default
};
