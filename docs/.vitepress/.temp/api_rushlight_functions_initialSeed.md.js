import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Function: initialSeed()","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/functions/initialSeed.md","filePath":"api/rushlight/functions/initialSeed.md"}');
const _sfc_main = { name: "api/rushlight/functions/initialSeed.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / initialSeed</p><h1 id="function-initialseed" tabindex="-1">Function: initialSeed() <a class="header-anchor" href="#function-initialseed" aria-label="Permalink to &quot;Function: initialSeed()&quot;">​</a></h1><blockquote><p><strong>initialSeed</strong>(): <code>number</code> | <code>bigint</code></p></blockquote><p>The seed that the default generator was last started from, as it was given.</p><h2 id="returns" tabindex="-1">Returns <a class="header-anchor" href="#returns" aria-label="Permalink to &quot;Returns&quot;">​</a></h2><p><code>number</code> | <code>bigint</code></p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/functions/initialSeed.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const initialSeed = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  initialSeed as default
};
