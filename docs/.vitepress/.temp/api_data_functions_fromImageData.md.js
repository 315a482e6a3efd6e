import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: fromImageData()","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/functions/fromImageData.md","filePath":"api/data/functions/fromImageData.md"}');
const _sfc_main = { name: "api/data/functions/fromImageData.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">data</a> / fromImageData</p><h1 id="function-fromimagedata" tabindex="-1">Function: fromImageData() <a class="header-anchor" href="#function-fromimagedata" aria-label="Permalink to &quot;Function: fromImageData()&quot;">​</a></h1><blockquote><p><strong>fromImageData</strong>(<code>images</code>, <code>options?</code>): <a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p></blockquote><p>Pixels of a canvas as a float32 tensor in [0, 1], as <code>transforms.ToTensor</code> gives them: (C, H, W), or (N, C, H, W) of several images of one size. Grey is 0.299 R + 0.587 G + 0.114 B. Alpha is left out unless <code>channels</code> is 4, so a canvas that shows what is behind it is filled first.</p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="images" tabindex="-1">images <a class="header-anchor" href="#images" aria-label="Permalink to &quot;images&quot;">​</a></h3><p><a href="./../interfaces/ImagePixels.html"><code>ImagePixels</code></a> | readonly <a href="./../interfaces/ImagePixels.html"><code>ImagePixels</code></a>[]</p><h3 id="options" tabindex="-1">options? <a class="header-anchor" href="#options" aria-label="Permalink to &quot;options?&quot;">​</a></h3><p><a href="./../interfaces/ImageOptions.html"><code>ImageOptions</code></a> = <code>{}</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><a href="./../../rushlight/classes/Tensor.html"><code>Tensor</code></a></p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> for what has no pixels.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>RangeError</code> for images of several sizes, or no image.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/functions/fromImageData.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const fromImageData = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  fromImageData as default
};
