import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"Interface: CheckpointParts","description":"","frontmatter":{},"headers":[],"relativePath":"api/rushlight/interfaces/CheckpointParts.md","filePath":"api/rushlight/interfaces/CheckpointParts.md"}');
const _sfc_main = { name: "api/rushlight/interfaces/CheckpointParts.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../">rushlight</a> / <a href="./../">rushlight</a> / CheckpointParts</p><h1 id="interface-checkpointparts" tabindex="-1">Interface: CheckpointParts <a class="header-anchor" href="#interface-checkpointparts" aria-label="Permalink to &quot;Interface: CheckpointParts&quot;">​</a></h1><p>What a checkpoint holds the state of.</p><h2 id="properties" tabindex="-1">Properties <a class="header-anchor" href="#properties" aria-label="Permalink to &quot;Properties&quot;">​</a></h2><h3 id="criterion" tabindex="-1">criterion? <a class="header-anchor" href="#criterion" aria-label="Permalink to &quot;criterion?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>criterion?</strong>: <a href="./../../nn/classes/Module.html"><code>Module</code></a></p></blockquote><p>The loss, if it is a module that learns.</p><hr><h3 id="generator" tabindex="-1">generator? <a class="header-anchor" href="#generator" aria-label="Permalink to &quot;generator?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>generator?</strong>: <a href="./../classes/Generator.html"><code>Generator</code></a> | <code>Record</code>&lt;<code>string</code>, <a href="./../classes/Generator.html"><code>Generator</code></a>&gt;</p></blockquote><p>The generators that the training draws from, one or by name; the default generator is always in.</p><hr><h3 id="model" tabindex="-1">model? <a class="header-anchor" href="#model" aria-label="Permalink to &quot;model?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>model?</strong>: <a href="./../../nn/classes/Module.html"><code>Module</code></a></p></blockquote><p>Its parameters and buffers.</p><hr><h3 id="optimizer" tabindex="-1">optimizer? <a class="header-anchor" href="#optimizer" aria-label="Permalink to &quot;optimizer?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>optimizer?</strong>: <a href="./../../optim/classes/Optimizer.html"><code>Optimizer</code></a>&lt;{ <code>lr</code>: <code>number</code>; }&gt;</p></blockquote><p>Its moments, steps and groups&#39; options.</p><hr><h3 id="scheduler" tabindex="-1">scheduler? <a class="header-anchor" href="#scheduler" aria-label="Permalink to &quot;scheduler?&quot;">​</a></h3><blockquote><p><code>optional</code> <strong>scheduler?</strong>: <a href="./../../optim/namespaces/lrScheduler/classes/LRScheduler.html"><code>LRScheduler</code></a></p></blockquote><p>Where the schedule stands.</p></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/rushlight/interfaces/CheckpointParts.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const CheckpointParts = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  CheckpointParts as default
};
