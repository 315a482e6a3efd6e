import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: detectAnomaly()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/detectAnomaly.md","filePath":"api/rushlight/functions/detectAnomaly.md"}');
const _sfc_main = { name: "api/rushlight/functions/detectAnomaly.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / detectAnomaly</p><h1 id="function-detectanomaly" tabindex="-1">Function: detectAnomaly() <a class="header-anchor" href="#function-detectanomaly" aria-label="Permalink to &quot;Function: detectAnomaly()&quot;">​</a></h1><blockquote><p><strong>detectAnomaly</strong>&lt;<code>T</code>&gt;(<code>fn</code>): <code>T</code></p></blockquote><p>Runs <code>fn</code> and throws at the first NaN or infinity that an op returns, forward or backward, naming the op. Every result is read, so it is slow: for debugging. Results under <code>noGrad</code> are not looked at. <code>torch.autograd.detect_anomaly</code> in PyTorch, which looks at gradients alone.</p><h2 id="type-parameters" tabindex="-1">Type Parameters <a class="header-anchor" href="#type-parameters" aria-label="Permalink to &quot;Type Parameters&quot;">​</a></h2><h3 id="t" tabindex="-1">T <a class="header-anchor" href="#t" aria-label="Permalink to &quot;T&quot;">​</a></h3><p><code>T</code></p><h2 id="parameters" tabindex="-1">Parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;Parameters&quot;">​</a></h2><h3 id="fn" tabindex="-1">fn <a class="header-anchor" href="#fn" aria-label="Permalink to &quot;fn&quot;">​</a></h3><p>() =&gt; <code>T</code></p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>T</code></p><p>what <code>fn</code> returns.</p><h2 id="throws" tabindex="-1">Throws <a class="header-anchor" href="#throws" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>Error</code> at the first NaN or infinity.</p><h2 id="throws-1" tabindex="-1">Throws <a class="header-anchor" href="#throws-1" aria-label="Permalink to &quot;Throws&quot;">​</a></h2><p><code>TypeError</code> if <code>fn</code> is async.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/detectAnomaly.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const detectAnomaly = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  detectAnomaly as default
};
