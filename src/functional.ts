/** `torch.nn.functional`: losses and layers as functions. */

export {
  celu,
  elu,
  gelu,
  hardsigmoid,
  hardswish,
  hardtanh,
  leakyRelu,
  logsigmoid,
  mish,
  relu,
  relu6,
  selu,
  silu,
  softplus,
  softsign,
} from './ops/elementwise/activation.ts';
export { alphaDropout, type DropoutOptions, dropout, dropout1d, dropout2d } from './ops/elementwise/dropout.ts';
export { glu } from './ops/elementwise/glu.ts';
export { prelu } from './ops/elementwise/prelu.ts';
export { hardshrink, type ShrinkOptions, softshrink, tanhshrink, threshold } from './ops/elementwise/shrink.ts';
export { sigmoid, tanh } from './ops/elementwise/unary.ts';
export { oneHot } from './ops/index/one-hot.ts';
export { type AttentionOptions, scaledDotProductAttention } from './ops/layers/attention.ts';
export {
  type AvgPool1dOptions,
  type AvgPool2dOptions,
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  avgPool1d,
  avgPool2d,
} from './ops/layers/avg-pool.ts';
export { type BatchNormOptions, batchNorm } from './ops/layers/batch-norm.ts';
export { conv1d, conv2d, convTranspose1d, convTranspose2d } from './ops/layers/conv.ts';
export type {
  Conv1dOptions,
  Conv2dOptions,
  ConvTranspose1dOptions,
  ConvTranspose2dOptions,
} from './ops/layers/conv-plan.ts';
export { type EmbeddingOptions, embedding } from './ops/layers/embedding.ts';
export { type BagMode, type EmbeddingBagOptions, embeddingBag } from './ops/layers/embedding-bag.ts';
export { groupNorm, type InstanceNormOptions, instanceNorm } from './ops/layers/group-norm.ts';
export { type InterpolateOptions, interpolate } from './ops/layers/interpolate.ts';
export { type AffineOptions, layerNorm } from './ops/layers/layer-norm.ts';
export { adaptiveMaxPool1d, adaptiveMaxPool2d, maxPool1d, maxPool2d } from './ops/layers/max-pool.ts';
export type { AdaptiveSize, MaxPool1dOptions, MaxPool2dOptions } from './ops/layers/pool-plan.ts';
export type { Pair, Single } from './ops/layers/windows.ts';
export { bilinear } from './ops/linalg/bilinear.ts';
export { linear } from './ops/linalg/linear.ts';
export { type CrossEntropyOptions, crossEntropy } from './ops/loss/cross-entropy.ts';
export { type KLDivLossOptions, klDiv } from './ops/loss/divergence.ts';
export {
  type BCELossOptions,
  type BCEWithLogitsLossOptions,
  binaryCrossEntropy,
  binaryCrossEntropyWithLogits,
  type HuberLossOptions,
  huberLoss,
  type LossOptions,
  l1Loss,
  mseLoss,
  type SmoothL1LossOptions,
  smoothL1Loss,
} from './ops/loss/elements.ts';
export { type LinearCrossEntropyOptions, linearCrossEntropy } from './ops/loss/linear-cross-entropy.ts';
export { type MultiMarginLossOptions, multiMarginLoss } from './ops/loss/margin.ts';
export { nllLoss } from './ops/loss/nll.ts';
export type { Reduction } from './ops/loss/reduction.ts';
export type { NLLLossOptions } from './ops/loss/targets.ts';
export {
  type CosineSimilarityOptions,
  cosineSimilarity,
  type PairwiseDistanceOptions,
  pairwiseDistance,
} from './ops/reduce/distance.ts';
export { logSoftmax, softmax, softmin } from './ops/reduce/softmax.ts';
export { type PadOptions, pad } from './ops/shape/pad.ts';
