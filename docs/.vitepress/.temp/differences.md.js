import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Differences from PyTorch","description":"","frontmatter":{},"headers":[],"relativePath":"differences.md","filePath":"differences.md"}');
const _sfc_main = { name: "differences.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="differences-from-pytorch" tabindex="-1">Differences from PyTorch <a class="header-anchor" href="#differences-from-pytorch" aria-label="Permalink to &quot;Differences from PyTorch&quot;">​</a></h1><p>PyTorch 1.13 is the specification. Where rushlight departs from it on purpose, this table says how and why; the tests compare with the same list in <code>test/support/golden/differences.ts</code>.</p><table tabindex="0"><thead><tr><th>rushlight</th><th>PyTorch</th><th>why</th></tr></thead><tbody><tr><td><code>int32</code> indices; <code>int64</code> and <code>float64</code> are refused by name</td><td>int64, float64</td><td>WebAssembly SIMD gains nothing from 64 bits here</td></tr><tr><td><code>arange</code> and <code>tensor([1, 2])</code> give float32</td><td>int64</td><td>JavaScript has one number type</td></tr><tr><td>an integer result outside int32 throws, from sums and element by element</td><td>int64, or wraps around</td><td>no silent wrong number</td></tr><tr><td><code>pow</code> of integers gives float32; matrix products and <code>logsumexp</code> take float32 only</td><td>any dtype</td><td>training needs float32 alone</td></tr><tr><td><code>detectAnomaly</code> also checks forward values, and reports infinities</td><td>NaN in the backward pass</td><td>it shows where the first bad number appears</td></tr><tr><td><code>gradcheck</code> has coarser default tolerances</td><td>float64</td><td>it computes in float32</td></tr><tr><td>no second-order gradients: <code>createGraph</code> throws</td><td>supported</td><td>out of scope</td></tr><tr><td>a view taken before its base changed in place is refused in the graph afterwards</td><td>rebuilds the view&#39;s graph</td><td>an error instead of a wrong gradient</td></tr><tr><td>a parameter given twice to an optimizer throws</td><td>warns</td><td>it would be updated twice</td></tr><tr><td><code>SGD</code> requires <code>lr</code></td><td>newer versions default to 1e-3</td><td>as in PyTorch 1.13</td></tr></tbody></table><p>Every public name beside PyTorch&#39;s, and what is absent, is in the API reference that <code>npm run docs</code> builds; its source is <a href="./from-pytorch.html">from-pytorch.json</a>.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("differences.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const differences = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  differences as default
};
