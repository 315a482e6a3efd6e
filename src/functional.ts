/** `torch.nn.functional`: losses and layers as functions. */
export {
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
} from './ops/activation.ts';
export { type AttentionOptions, scaledDotProductAttention } from './ops/attention.ts';
export { type BatchNormOptions, batchNorm } from './ops/batch-norm.ts';
export { type Conv2dOptions, conv2d } from './ops/conv.ts';
export { type KLDivLossOptions, klDiv } from './ops/divergence.ts';
export { dropout } from './ops/dropout.ts';
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
} from './ops/element-loss.ts';
export { type EmbeddingOptions, embedding } from './ops/embedding.ts';
export { type BagMode, type EmbeddingBagOptions, embeddingBag } from './ops/embedding-bag.ts';
export { oneHot } from './ops/gather.ts';
export { type AffineOptions, layerNorm } from './ops/layer-norm.ts';
export { type LinearCrossEntropyOptions, linearCrossEntropy } from './ops/linear-cross-entropy.ts';
export { type CrossEntropyOptions, crossEntropy, type NLLLossOptions, nllLoss, type Reduction } from './ops/loss.ts';
export { type MultiMarginLossOptions, multiMarginLoss } from './ops/margin.ts';
export { linear } from './ops/matmul.ts';
export { type AvgPool2dOptions, adaptiveAvgPool2d, avgPool2d, type MaxPool2dOptions, maxPool2d } from './ops/pool.ts';
export { logSoftmax, softmax } from './ops/softmax.ts';
export { sigmoid, tanh } from './ops/unary.ts';
export type { Pair } from './ops/windows.ts';
