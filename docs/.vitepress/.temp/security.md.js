import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Security","description":"","frontmatter":{},"headers":[],"relativePath":"security.md","filePath":"security.md"}');
const _sfc_main = { name: "security.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><h1 id="security" tabindex="-1">Security <a class="header-anchor" href="#security" aria-label="Permalink to &quot;Security&quot;">​</a></h1><p>Security fixes go into the latest release on npm.</p><p>Please report a vulnerability in private, through &quot;Report a vulnerability&quot; on the repository&#39;s Security tab, with a program or a file that shows it. Do not open a public issue. You should hear back within a week; the fix and the advisory are published together.</p><p>What counts as a vulnerability:</p><ul><li>a file, a tensor or an option that makes a kernel read or write outside the memory of its own tensors;</li><li>a model file (safetensors, a checkpoint) that runs code, hangs the loader, or makes it allocate far more memory than the file&#39;s size;</li><li>anything that the package does at installation or at import: it has no install scripts and no run-time dependencies, opens no connection, and starts nothing until it is called.</li></ul><p>Models and data are numbers to this library. Whether a model&#39;s answers can be trusted is outside its scope.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("security.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const security = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  security as default
};
