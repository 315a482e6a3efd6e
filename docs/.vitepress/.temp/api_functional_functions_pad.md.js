import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: pad()","description":"","frontmatter":{},"headers":[],"relativePath":"api/functional/functions/pad.md","filePath":"api/functional/functions/pad.md"}');
const _sfc_main = { name: "api/functional/functions/pad.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">functional</a> / pad</p><h1 id="function-pad" tabindex="-1">Function: pad() <a class="header-anchor" href="#function-pad" aria-label="Permalink to &quot;Function: pad()&quot;">​</a></h1><blockquote><p><strong>pad</strong>(<code>x</code>, <code>pad</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p><code>x</code> with <code>pad[0]</code> elements more before the last dim and <code>pad[1]</code> after it, <code>pad[2]</code> and <code>pad[3]</code> around the last but one, and so on; negative numbers cut off. <code>F.pad</code> in PyTorch: &#39;reflect&#39; and &#39;replicate&#39; pad the last one, two or three dims of a tensor that has one or two dims more.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="x" tabindex="-1">x <a class="header-anchor" href="#x" aria-label="Permalink to &quot;x&quot;">​</a></h3><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h3 id="pad" tabindex="-1">pad <a class="header-anchor" href="#pad" aria-label="Permalink to &quot;pad&quot;">​</a></h3><p>readonly <code>number</code>[]</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/PadOptions.html"><code>PadOptions</code></a></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for an odd number of widths or too many of them, for more cut off than there is, or for a reflection that is not narrower than its dim.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/functional/functions/pad.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const pad = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  pad as default
};
