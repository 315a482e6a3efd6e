import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"init","description":"","frontmatter":{},"headers":[],"relativePath":"api/nn/namespaces/init/index.md","filePath":"api/nn/namespaces/init/index.md"}');
const _sfc_main = { name: "api/nn/namespaces/init/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../../../">rushlight</a> / <a href="./../../">nn</a> / init</p><h1 id="init" tabindex="-1">init <a class="header-anchor" href="#init" aria-label="Permalink to &quot;init&quot;">​</a></h1><h2 id="example" tabindex="-1">Example <a class="header-anchor" href="#example" aria-label="Permalink to &quot;Example&quot;">​</a></h2><div class="language-ts vp-adaptive-theme"><button title="Copy Code" class="copy"></button><span class="lang">ts</span><pre class="shiki shiki-themes github-light github-dark vp-code" tabindex="0"><code><span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">import</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> { backend, init } </span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">from</span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;"> &#39;rushlight&#39;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">;</span></span>
<span class="line"></span>
<span class="line"><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;">await</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;"> init</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">({ level: </span><span style="--shiki-light:#032F62;--shiki-dark:#9ECBFF;">&#39;simd&#39;</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">, threads: </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">1</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">, maxMemory: </span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;">2</span><span style="--shiki-light:#D73A49;--shiki-dark:#F97583;"> **</span><span style="--shiki-light:#005CC5;--shiki-dark:#79B8FF;"> 28</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;"> });</span></span>
<span class="line"><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">console.</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">log</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">(</span><span style="--shiki-light:#6F42C1;--shiki-dark:#B392F0;">backend</span><span style="--shiki-light:#24292E;--shiki-dark:#E1E4E8;">());</span></span>
<span class="line"><span style="--shiki-light:#6A737D;--shiki-dark:#6A737D;">// → { level: &#39;simd&#39;, threads: 1 }</span></span></code></pre></div><h2 id="initialization-and-utilities" tabindex="-1">Initialization and utilities <a class="header-anchor" href="#initialization-and-utilities" aria-label="Permalink to &quot;Initialization and utilities&quot;">​</a></h2><ul><li><a href="./interfaces/KaimingOptions.html">KaimingOptions</a></li><li><a href="./interfaces/XavierOptions.html">XavierOptions</a></li><li><a href="./type-aliases/Nonlinearity.html">Nonlinearity</a></li><li><a href="./functions/calculateGain.html">calculateGain</a></li><li><a href="./functions/constant.html">constant_</a></li><li><a href="./functions/kaimingNormal.html">kaimingNormal_</a></li><li><a href="./functions/kaimingUniform.html">kaimingUniform_</a></li><li><a href="./functions/normal.html">normal_</a></li><li><a href="./functions/ones.html">ones_</a></li><li><a href="./functions/uniform.html">uniform_</a></li><li><a href="./functions/xavierNormal.html">xavierNormal_</a></li><li><a href="./functions/xavierUniform.html">xavierUniform_</a></li><li><a href="./functions/zeros.html">zeros_</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/nn/namespaces/init/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
