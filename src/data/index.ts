/** `torch.utils.data`: datasets, samplers and loaders. */
export { type Batch, defaultCollate } from './collate.ts';
export { type Dataset, randomSplit, Subset, TensorDataset } from './dataset.ts';
export { DistributedSampler, type DistributedSamplerOptions } from './distributed.ts';
export { type Fold, type FoldOptions, kFold, stratifiedKFold } from './folds.ts';
export { fromImageData, type ImageOptions, type ImagePixels } from './image.ts';
export { DataLoader, type DataLoaderOptions } from './loader.ts';
export { OneHotEncoder, type OneHotEncoderOptions } from './one-hot-encoder.ts';
export { RandomSampler, type RandomSamplerOptions, type Sampler, SequentialSampler } from './sampler.ts';
export { StandardScaler, type StandardScalerOptions } from './standard-scaler.ts';
export { stratifiedSplit } from './stratified-split.ts';
export { WeightedRandomSampler, type WeightedRandomSamplerOptions } from './weighted.ts';
