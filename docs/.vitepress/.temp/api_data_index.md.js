import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"data","description":"","frontmatter":{},"headers":[],"relativePath":"api/data/index.md","filePath":"api/data/index.md"}');
const _sfc_main = { name: "api/data/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}><p><a href="./../">rushlight</a> / data</p><h1 id="data" tabindex="-1">data <a class="header-anchor" href="#data" aria-label="Permalink to &quot;data&quot;">​</a></h1><h2 id="batches-and-samplers" tabindex="-1">Batches and samplers <a class="header-anchor" href="#batches-and-samplers" aria-label="Permalink to &quot;Batches and samplers&quot;">​</a></h2><ul><li><a href="./classes/DataLoader.html">DataLoader</a></li><li><a href="./classes/DistributedSampler.html">DistributedSampler</a></li><li><a href="./classes/RandomSampler.html">RandomSampler</a></li><li><a href="./classes/SequentialSampler.html">SequentialSampler</a></li><li><a href="./classes/WeightedRandomSampler.html">WeightedRandomSampler</a></li><li><a href="./interfaces/DataLoaderOptions.html">DataLoaderOptions</a></li><li><a href="./interfaces/DistributedSamplerOptions.html">DistributedSamplerOptions</a></li><li><a href="./interfaces/RandomSamplerOptions.html">RandomSamplerOptions</a></li><li><a href="./interfaces/Sampler.html">Sampler</a></li><li><a href="./interfaces/WeightedRandomSamplerOptions.html">WeightedRandomSamplerOptions</a></li><li><a href="./type-aliases/Batch.html">Batch</a></li><li><a href="./functions/defaultCollate.html">defaultCollate</a></li></ul><h2 id="data-sets-and-splits" tabindex="-1">Data sets and splits <a class="header-anchor" href="#data-sets-and-splits" aria-label="Permalink to &quot;Data sets and splits&quot;">​</a></h2><ul><li><a href="./classes/Subset.html">Subset</a></li><li><a href="./classes/TensorDataset.html">TensorDataset</a></li><li><a href="./interfaces/Dataset.html">Dataset</a></li><li><a href="./interfaces/Fold.html">Fold</a></li><li><a href="./interfaces/FoldOptions.html">FoldOptions</a></li><li><a href="./functions/kFold.html">kFold</a></li><li><a href="./functions/randomSplit.html">randomSplit</a></li><li><a href="./functions/stratifiedKFold.html">stratifiedKFold</a></li><li><a href="./functions/stratifiedSplit.html">stratifiedSplit</a></li></ul><h2 id="numbers-categories-images" tabindex="-1">Numbers, categories, images <a class="header-anchor" href="#numbers-categories-images" aria-label="Permalink to &quot;Numbers, categories, images&quot;">​</a></h2><ul><li><a href="./classes/OneHotEncoder.html">OneHotEncoder</a></li><li><a href="./classes/StandardScaler.html">StandardScaler</a></li><li><a href="./interfaces/ImageOptions.html">ImageOptions</a></li><li><a href="./interfaces/ImagePixels.html">ImagePixels</a></li><li><a href="./interfaces/OneHotEncoderOptions.html">OneHotEncoderOptions</a></li><li><a href="./interfaces/StandardScalerOptions.html">StandardScalerOptions</a></li><li><a href="./functions/fromImageData.html">fromImageData</a></li></ul></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("api/data/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};
