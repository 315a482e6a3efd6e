import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: FromTfjsOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/tfjs/interfaces/FromTfjsOptions.md","filePath":"api/tfjs/interfaces/FromTfjsOptions.md"}');
const _sfc_main = { name: "api/tfjs/interfaces/FromTfjsOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">tfjs</a> / FromTfjsOptions</p><h1 id="interface-fromtfjsoptions" tabindex="-1">Interface: FromTfjsOptions <a class="header-anchor" href="#interface-fromtfjsoptions" aria-label="Permalink to &quot;Interface: FromTfjsOptions&quot;">​</a></h1><p>Options of <code>fromTfjs</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="inputlayout" tabindex="-1">inputLayout? <a class="header-anchor" href="#inputlayout" aria-label="Permalink to &quot;inputLayout?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>inputLayout?</strong>: <code>&quot;NHWC&quot;</code> | <code>&quot;NCHW&quot;</code></p></blockquote><p>How images, inputs and outputs of 4 dims, are laid out: &#39;NHWC&#39;, as in TensorFlow.js, or &#39;NCHW&#39;, as in PyTorch, which saves a copy of each batch. Default &#39;NHWC&#39;. Everything else is laid out as in the file, as sequences (N, T, C).</p><hr><h3 id="output" tabindex="-1">output? <a class="header-anchor" href="#output" aria-label="Permalink to &quot;output?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>output?</strong>: <code>string</code></p></blockquote><p>The layer whose result is the output, by its name; layers after it are left out. Default: the model&#39;s output.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/tfjs/interfaces/FromTfjsOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const FromTfjsOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  FromTfjsOptions as default
};
