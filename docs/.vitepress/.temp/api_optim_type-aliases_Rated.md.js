import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Type Alias: Rated","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/type-aliases/Rated.md","filePath":"api/optim/type-aliases/Rated.md"}');
const _sfc_main = { name: "api/optim/type-aliases/Rated.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / Rated</p><h1 id="type-alias-rated" tabindex="-1">Type Alias: Rated <a class="header-anchor" href="#type-alias-rated" aria-label="Permalink to &quot;Type Alias: Rated&quot;">​</a></h1><blockquote><p><strong>Rated</strong> = <code>object</code></p></blockquote><p>What the options of every optimizer have.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="lr" tabindex="-1">lr <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr&quot;">​</a></h3><blockquote><p><strong>lr</strong>: <code>number</code></p></blockquote><p>The learning rate.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/type-aliases/Rated.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const Rated = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  Rated as default
};
