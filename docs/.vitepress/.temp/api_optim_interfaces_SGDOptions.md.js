import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: SGDOptions","description":"","frontmatter":{},"headers":[],"relativePath":"api/optim/interfaces/SGDOptions.md","filePath":"api/optim/interfaces/SGDOptions.md"}');
const _sfc_main = { name: "api/optim/interfaces/SGDOptions.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">optim</a> / SGDOptions</p><h1 id="interface-sgdoptions" tabindex="-1">Interface: SGDOptions <a class="header-anchor" href="#interface-sgdoptions" aria-label="Permalink to &quot;Interface: SGDOptions&quot;">​</a></h1><p>Options of <code>SGD</code>.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="dampening" tabindex="-1">dampening? <a class="header-anchor" href="#dampening" aria-label="Permalink to &quot;dampening?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>dampening?</strong>: <code>number</code></p></blockquote><p>How much of the new gradient is held back from the momentum. Default 0.</p><hr><h3 id="lr" tabindex="-1">lr? <a class="header-anchor" href="#lr" aria-label="Permalink to &quot;lr?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>lr?</strong>: <code>number</code></p></blockquote><p>The learning rate; every group needs one, of its own or this one.</p><hr><h3 id="maximize" tabindex="-1">maximize? <a class="header-anchor" href="#maximize" aria-label="Permalink to &quot;maximize?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>maximize?</strong>: <code>boolean</code></p></blockquote><p>Climb instead of descend.</p><hr><h3 id="momentum" tabindex="-1">momentum? <a class="header-anchor" href="#momentum" aria-label="Permalink to &quot;momentum?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>momentum?</strong>: <code>number</code></p></blockquote><p>How much of the last update is kept. Default 0.</p><hr><h3 id="nesterov" tabindex="-1">nesterov? <a class="header-anchor" href="#nesterov" aria-label="Permalink to &quot;nesterov?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>nesterov?</strong>: <code>boolean</code></p></blockquote><p>Look ahead along the momentum (Nesterov); needs momentum and no dampening.</p><hr><h3 id="weightdecay" tabindex="-1">weightDecay? <a class="header-anchor" href="#weightdecay" aria-label="Permalink to &quot;weightDecay?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>weightDecay?</strong>: <code>number</code></p></blockquote><p>Adds weightDecay·p to the gradient. Default 0.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/optim/interfaces/SGDOptions.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const SGDOptions = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  SGDOptions as default
};
