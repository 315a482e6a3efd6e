/**
 * What ops are called with, by the name that a tracer sees: everything but the tensors that gradients flow to. These are types
 * only; they keep the ops and the code that reads their calls, such as the export, consistent with each other.
 */
import type { Operand } from './array/broadcast.ts';
import type { Plan as ConvPlan } from './ops/layers/conv-plan.ts';
import type { BagMode } from './ops/layers/embedding-bag.ts';
import type { Plan as PoolPlan } from './ops/layers/pool-plan.ts';
import type { Tensor } from './tensor.ts';

/** The operand that is a number: as it is if on the right, in an array if on the left; absent if both are tensors. */
type Other = number | readonly [left: number] | undefined;
/** The dims that are reduced, counted from the front. */
type Dims = readonly number[];
/** The two parameters of an activation. */
type Pair = readonly [number, number];
/** The dim, and the part taken of it: from, to and step. */
type Part = readonly [dim: number, from: number, to: number, step: number];
/** The order of the dims; absent if unchanged. */
type Order = readonly number[] | undefined;
interface Choice {
  condition: Tensor;
  a: Operand;
  b: Operand;
}
interface Picked {
  dim: number;
  index: Tensor;
}
/** `count` elements along a dim, the greatest or the least first. */
interface Ordered {
  dim: number;
  count: number;
  descending: boolean;
}
interface Affine {
  weight: Tensor | null;
  bias: Tensor | null;
  eps: number;
}
/** The running moments, which are used unless `training`. */
interface Running {
  runningMean: Tensor | null;
  runningVar: Tensor | null;
  training: boolean;
}
/** The kind is one of the constants of `Cell`; the weights belong to one layer in one direction, with H cells. */
interface Recurrent {
  kind: number;
  reverse: boolean;
  H: number;
  h0: Tensor;
  c0: Tensor | null;
  ih: Tensor;
  hh: Tensor;
  biasIh: Tensor | null;
  biasHh: Tensor | null;
  hr: Tensor | null;
}
type Averaged = PoolPlan & { countPad: boolean; divisor: number };

/** Ops whose only arguments are tensors. */
type Plain =
  | ('neg' | 'abs' | 'sign' | 'exp' | 'expm1' | 'log' | 'log1p' | 'sqrt' | 'rsqrt' | 'square' | 'reciprocal' | 'floor' | 'ceil')
  | ('sin' | 'cos' | 'tanh' | 'erf' | 'sigmoid' | 'isnan' | 'isfinite' | 'logicalNot')
  | ('log2' | 'log10' | 'exp2' | 'tan' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'trunc')
  | ('prelu' | 'linear' | 'matmul' | 'mm' | 'bmm' | 'baddbmm')
  | ('reshape' | 'view' | 'squeeze' | 'unsqueeze' | 'expand' | 'clone' | 'detach' | 'to');

export interface Calls extends Record<Plain, undefined> {
  add: Other;
  sub: Other;
  mul: Other;
  div: Other | { roundingMode: 'floor' | 'trunc' };
  pow: Other;
  remainder: Other;
  fmod: Other;
  logaddexp: Other;
  /** The weight; a number or a tensor. */
  lerp: Operand;
  /** The dim, counted from the end, and the least length. */
  cosineSimilarity: { dim: number; eps: number };
  nanToNum: { nan: number; posinf: number; neginf: number };
  /** The norm. */
  cdist: number;
  maximum: Other;
  minimum: Other;
  eq: Other;
  ne: Other;
  lt: Other;
  le: Other;
  gt: Other;
  ge: Other;
  logicalAnd: Other;
  logicalOr: Other;
  where: Choice;
  maskedFill: Choice;
  /** The number of decimals. */
  round: number;
  clamp: Pair;

  relu: Pair;
  relu6: Pair;
  leakyRelu: Pair;
  gelu: Pair;
  silu: Pair;
  elu: Pair;
  selu: Pair;
  softplus: Pair;
  mish: Pair;
  hardtanh: Pair;
  hardswish: Pair;
  hardsigmoid: Pair;
  logsigmoid: Pair;
  softsign: Pair;
  celu: Pair;
  hardshrink: Pair;
  softshrink: Pair;
  tanhshrink: Pair;
  threshold: Pair;

  sum: Dims;
  mean: Dims;
  amax: Dims;
  amin: Dims;
  /** For one tensor, the dims; absent for two tensors. */
  max: Dims | undefined;
  min: Dims | undefined;
  logsumexp: Dims;
  prod: Dims;
  any: Dims;
  all: Dims;
  var: { dims: Dims; correction: number };
  std: { dims: Dims; correction: number };
  norm: { dims: Dims; p: number };
  /** The dim, or null for the flattened tensor. */
  argmax: number | null;
  argmin: number | null;
  /** The dim. */
  maxIndices: number;
  minIndices: number;
  cumsum: number;
  cumprod: number;
  softmax: number;
  logSoftmax: number;
  sort: Ordered;
  sortIndices: Ordered;
  topk: Ordered;
  topkIndices: Ordered;

  addmm: readonly [alpha: number, beta: number];
  permute: Order;
  transpose: Order;
  t: Order;
  narrow: Part;
  slice: Part;
  select: Part;
  at: Part;
  split: Part;
  diagonal: readonly number[];
  /** Which diagonal: above the main one if positive. */
  diag: number;
  tril: number;
  triu: number;
  /** The dims. */
  flip: readonly number[];
  roll: { shifts: readonly number[]; dims: readonly number[] };
  /** What is added before and after each dim, or cut off if negative. */
  pad: { edges: readonly (readonly [before: number, after: number])[]; value: number };
  /** The dim. */
  cat: number;

  gather: Picked;
  scatter: Picked;
  scatterAdd: Picked;
  indexSelect: Picked;
  /** The requested number of classes; −1 for as many as occur. */
  oneHot: number;
  /** The indices. */
  embedding: Tensor;
  /** `padding` is the row that is left out, or −1. */
  embeddingBag: { input: Tensor; offsets: Tensor | null; mode: BagMode; padding: number };
  conv1d: ConvPlan;
  conv2d: ConvPlan;
  convTranspose1d: ConvPlan;
  convTranspose2d: ConvPlan;
  maxPool1d: PoolPlan;
  maxPool2d: PoolPlan;
  adaptiveMaxPool1d: PoolPlan;
  adaptiveMaxPool2d: PoolPlan;
  avgPool1d: Averaged;
  avgPool2d: Averaged;
  adaptiveAvgPool1d: Averaged;
  adaptiveAvgPool2d: Averaged;
  /** Sizes before and after, and the step between positions, of each axis. */
  interpolate: readonly [H: number, W: number, OH: number, OW: number, high: number, wide: number];
  layerNorm: Affine & { dims: number };
  batchNorm: Affine & Running;
  groupNorm: Affine & { groups: number };
  instanceNorm: Affine & Running;
  /** The states of all steps, and an LSTM's last cells. */
  recurrent: Recurrent;
  recurrentCells: Recurrent;
}

/** What an op of this name must be called with besides its tensors; anything if the name is not listed or not known. */
export type How<N extends string> = N extends keyof Calls
  ? undefined extends Calls[N]
    ? [how?: Calls[N]]
    : [how: Calls[N]]
  : [how?: unknown];
