/** `torch.utils.data`: datasets, samplers and loaders. */
export { type Batch, defaultCollate } from './collate.ts';
export { type Dataset, randomSplit, Subset, TensorDataset } from './dataset.ts';
export { DataLoader, type DataLoaderOptions } from './loader.ts';
export { RandomSampler, type RandomSamplerOptions, type Sampler, SequentialSampler, WeightedRandomSampler } from './sampler.ts';
