/** `torch.nn`: modules, layers, losses. */

export * as functional from '../functional.ts';
export {
  Hardsigmoid,
  Hardswish,
  LogSigmoid,
  LogSoftmax,
  Mish,
  ReLU,
  ReLU6,
  SELU,
  Sigmoid,
  SiLU,
  Softmax,
  Softmin,
  Softsign,
  Tanh,
} from './activation.ts';
export { CELU, ELU, GELU, GLU, Hardtanh, LeakyReLU, PReLU, Softplus } from './activation-options.ts';
export { MultiheadAttention, type MultiheadAttentionCall, type MultiheadAttentionOptions } from './attention.ts';
export { Bilinear } from './bilinear.ts';
export type { BatchNormOptions } from './channel-norm.ts';
export { ModuleList, Sequential } from './container.ts';
export {
  Conv1d,
  type Conv1dOptions,
  Conv2d,
  type Conv2dOptions,
  ConvTranspose1d,
  type ConvTranspose1dOptions,
  ConvTranspose2d,
  type ConvTranspose2dOptions,
} from './conv.ts';
export { AlphaDropout, Dropout, Dropout1d, Dropout2d } from './dropout.ts';
export {
  BCELoss,
  BCEWithLogitsLoss,
  HuberLoss,
  KLDivLoss,
  L1Loss,
  MSELoss,
  MultiMarginLoss,
  SmoothL1Loss,
} from './element-loss.ts';
export { Embedding, EmbeddingBag, type EmbeddingBagOptions } from './embedding.ts';
export { GroupNorm, type GroupNormOptions, InstanceNorm1d, InstanceNorm2d } from './group-norm.ts';
export * as init from './init.ts';
export { Flatten, Identity, Linear, Unflatten } from './linear.ts';
export { LinearCrossEntropyLoss, type LinearCrossEntropyLossOptions } from './linear-cross-entropy.ts';
export { CrossEntropyLoss, NLLLoss } from './loss.ts';
export { type Layer, Module, type StateDict } from './module.ts';
export { BatchNorm1d, BatchNorm2d, LayerNorm, type LayerNormOptions } from './norm.ts';
export { Parameter } from './parameter.ts';
export {
  AdaptiveAvgPool1d,
  AdaptiveAvgPool2d,
  AdaptiveMaxPool1d,
  AdaptiveMaxPool2d,
  AvgPool1d,
  AvgPool2d,
  MaxPool1d,
  MaxPool2d,
} from './pool.ts';
export { GRU, type GRUOptions, LSTM, type LSTMOptions, RNN, type RNNOptions } from './recurrent.ts';
export { GRUCell, LSTMCell, RNNCell, type RNNCellOptions } from './recurrent-cell.ts';
export { Hardshrink, Softshrink, Tanhshrink, Threshold } from './shrink.ts';
export { CosineSimilarity, PairwiseDistance } from './similarity.ts';
export {
  type EncoderActivation,
  type EncoderCall,
  type EncoderLayer,
  type EncoderLayerCall,
  TransformerEncoder,
  TransformerEncoderLayer,
  type TransformerEncoderLayerOptions,
} from './transformer.ts';
export { Upsample } from './upsample.ts';
export * as utils from './utils.ts';
