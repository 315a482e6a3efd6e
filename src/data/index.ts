/** `torch.utils.data`: datasets, samplers and loaders. */
export { type Batch, defaultCollate } from './collate.ts';
export { type Dataset, randomSplit, Subset, TensorDataset } from './dataset.ts';
export { DistributedSampler, type DistributedSamplerOptions } from './distributed.ts';
export { type Fold, type FoldOptions, kFold, stratifiedKFold } from './folds.ts';
export { DataLoader, type DataLoaderOptions } from './loader.ts';
export { RandomSampler, type RandomSamplerOptions, type Sampler, SequentialSampler } from './sampler.ts';
export { stratifiedSplit } from './stratified-split.ts';
export { WeightedRandomSampler, type WeightedRandomSamplerOptions } from './weighted.ts';
