import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: saveTorch()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/saveTorch.md","filePath":"api/rushlight/functions/saveTorch.md"}');
const _sfc_main = { name: "api/rushlight/functions/saveTorch.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / saveTorch</p><h1 id="function-savetorch" tabindex="-1">Function: saveTorch() <a class="header-anchor" href="#function-savetorch" aria-label="Permalink to &quot;Function: saveTorch()&quot;">​</a></h1><blockquote><p><strong>saveTorch</strong>(<code>value</code>): <code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p></blockquote><p>The bytes of a file that <code>torch.load</code> reads, also with <code>weights_only</code>: a tensor, or tensors, numbers, strings, booleans and null in arrays, plain objects and Maps, nested at most 256 deep. float32 is written as float32, int32 as int64, as PyTorch&#39;s indices are, bool as bool. Whole numbers become ints, other numbers floats, and bigints ints; objects and Maps dicts in their order, undefined values left out; arrays lists. The keys of a Map may be integers, which an object&#39;s are not: <code>optim.toTorchState</code> returns an optimizer&#39;s state for PyTorch. A tensor that comes twice is one in PyTorch too. The same value gives the same bytes. <code>torch.save</code> in PyTorch.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="value" tabindex="-1">value <a class="header-anchor" href="#value" aria-label="Permalink to &quot;value&quot;">​</a></h3><p><code>unknown</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>Uint8Array</code>&lt;<code>ArrayBuffer</code>&gt;</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for values that the file cannot hold, such as functions.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>DisposedError</code> for freed tensors.</p><h2 id="throws-2" tabindex="-1">Throws <a class="header-anchor" href="#throws-2" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for values nested too deep, as those are that contain themselves, or files of more than 4 GiB.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/saveTorch.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const saveTorch = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  saveTorch as default
};
