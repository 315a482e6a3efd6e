import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: DescribedLayer","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/DescribedLayer.md","filePath":"api/rushlight/interfaces/DescribedLayer.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/DescribedLayer.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / DescribedLayer</p><h1 id="interface-describedlayer" tabindex="-1">Interface: DescribedLayer <a class="header-anchor" href="#interface-describedlayer" aria-label="Permalink to &quot;Interface: DescribedLayer&quot;">​</a></h1><p>A module of a model.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="calls" tabindex="-1">calls <a class="header-anchor" href="#calls" aria-label="Permalink to &quot;calls&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>calls</strong>: <code>number</code></p></blockquote><p>How often its <code>forward</code> was called.</p><hr><h3 id="depth" tabindex="-1">depth <a class="header-anchor" href="#depth" aria-label="Permalink to &quot;depth&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>depth</strong>: <code>number</code></p></blockquote><p>How many modules it is below the model.</p><hr><h3 id="name" tabindex="-1">name <a class="header-anchor" href="#name" aria-label="Permalink to &quot;name&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>name</strong>: <code>string</code></p></blockquote><p>Its path, as in <code>namedModules()</code>; &#39;&#39; for the model itself.</p><hr><h3 id="outputs" tabindex="-1">outputs <a class="header-anchor" href="#outputs" aria-label="Permalink to &quot;outputs&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>outputs</strong>: readonly <a href="./../type-aliases/Shape.html"><code>Shape</code></a>[]</p></blockquote><p>The shapes of the tensors that its last call gave; none if it was not called.</p><hr><h3 id="parameters" tabindex="-1">parameters <a class="header-anchor" href="#parameters" aria-label="Permalink to &quot;parameters&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>parameters</strong>: <code>number</code></p></blockquote><p>The elements of its own parameters, without those of the modules below it. One that is shared counts where it is first.</p><hr><h3 id="trainable" tabindex="-1">trainable <a class="header-anchor" href="#trainable" aria-label="Permalink to &quot;trainable&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>trainable</strong>: <code>number</code></p></blockquote><p>Those of them that are trained.</p><hr><h3 id="type" tabindex="-1">type <a class="header-anchor" href="#type" aria-label="Permalink to &quot;type&quot;">​</a></h3><blockquote><p><code>readonly</code> <strong>type</strong>: <code>string</code></p></blockquote><p>Its class.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/DescribedLayer.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const DescribedLayer = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  DescribedLayer as default
};
