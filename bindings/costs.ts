/** What the kernels cost, so that the pool shares out those, and only those, which are worth it. */

import type { Kernels } from './wasm/kernels.ts';
import type { ExtraKernels } from './wasm/kernels-extra.ts';

/** What a call costs in nanoseconds, from the end of its range (which begins at 0) and the arguments behind. */
export type Cost = (end: number, ...args: number[]) => number;

const each =
  (ns: number): Cost =>
  (end) =>
    end * ns;
/** Kernels over rows: (…, C, inner) at the given place among the arguments, `ns` an element. */
const row =
  (place: number, ns: number): Cost =>
  (end, ...args) =>
    end * (args[place] as number) * ns;

/** The kernels that are shared out, and what a unit of each costs. Those not listed run on the calling thread. */
export const COSTS: Partial<Record<keyof Kernels | keyof ExtraKernels, Cost>> = {
  ...Object.fromEntries(
    [
      'neg',
      'abs',
      'sign',
      'sqrt',
      'rsqrt',
      'square',
      'reciprocal',
      'floor',
      'ceil',
      'round',
      'relu',
      'reluBackward',
      'add',
      'sub',
      'mul',
      'div',
      'maximum',
      'minimum',
      'scale',
      'addScaled',
      'where',
      'clamp',
      'clampBackward',
      'copyStrided',
      'copyToStrided',
      'leakyRelu',
      'leakyReluBackward',
      'hardtanh',
      'hardtanhBackward',
      'tanhBackward',
      'sigmoidBackward',
    ].map((name) => [name, each(0.3)]),
  ),
  ...Object.fromEntries(
    [
      'exp',
      'expm1',
      'log',
      'log1p',
      'tanh',
      'erf',
      'sigmoid',
      'gelu',
      'geluBackward',
      'geluTanh',
      'geluTanhBackward',
      'silu',
      'siluBackward',
      'elu',
      'eluBackward',
      'selu',
      'seluBackward',
      'softplus',
      'softplusBackward',
      'logsigmoid',
      'logsigmoidBackward',
      'mish',
      'mishBackward',
      'hardswish',
      'hardswishBackward',
      'hardsigmoid',
      'hardsigmoidBackward',
      'softsign',
      'softsignBackward',
    ].map((name) => [name, each(1.5)]),
  ),
  ...Object.fromEntries(['sin', 'cos', 'pow', 'powScalar'].map((name) => [name, each(5)])),
  ...Object.fromEntries(['sgd', 'adam', 'rmsprop', 'adagrad'].map((name) => [name, each(0.5)])),
  ...Object.fromEntries(['adadelta', 'adamax', 'nadam', 'radam', 'asgd', 'rprop'].map((name) => [name, each(1)])),
  gemm: (_end, _transA, _transB, m = 0, n = 0, k = 0) => (2 * m * n * k) / 60,
  softmax: row(2, 0.8),
  logSoftmax: row(2, 0.8),
  logsumexp: row(2, 0.6),
  softmaxBackward: row(3, 0.5),
  logSoftmaxBackward: row(3, 1),
  crossEntropy: row(6, 1),
  blockSums: row(5, 0.8),
  blockGradients: row(6, 0.8),
  // a unit is a block of 1,024; the first kind does without logarithms
  elementLoss: (end, kind) => end * (kind === 0 ? 400 : 4000),
  elementLossBackward: (end, kind) => end * (kind === 0 ? 500 : 2000),
  nllLossBackward: (end, _dx, _dloss, _stride, _scale, _target, _weight, C = 0, inner = 0) => end * C * inner * 0.1,
  sum: row(2, 0.2),
  sumSquares: row(2, 0.2),
  variance: row(2, 0.4),
  amax: row(2, 0.3),
  amin: row(2, 0.3),
  argmax: row(2, 0.4),
  argmin: row(2, 0.4),
  indexSelect: (end, _y, _x, _index, _D, _K, inner = 0) => end * inner * 0.3,
  indexAdd: (end, _dx, _dy, _index, outer = 0, _D, K = 0) => end * outer * K * 0.3,
  addScaledRows: row(5, 0.3),
  bagMax: row(5, 10),
  layerNorm: row(6, 0.4),
  layerNormBackward: row(6, 0.3),
  columnDots: row(6, 0.2),
  channelDots: (end, _sums, _dots, _dy, _x, _mean, N = 0, _C, inner = 0) => end * N * inner * 0.2,
  mix: (end, _y, _dy, _x, _p, _q, _mean, _c, C = 0, inner = 0) => end * (inner === 1 ? C : inner) * 0.2,
  im2col: row(14, 0.3),
  col2im: (end, _dx, _col, _H, _W, kh = 0, kw = 0, ...rest) => end * kh * kw * (rest[8] as number) * 0.3,
  // a window costs by its taps, a mean by what it covers
  maxPool2d: (end, _y, _index, _x, _H, _W, OH = 0, OW = 0, kh = 0, kw = 0) => end * OH * OW * kh * kw * 0.5,
  maxPool2dBackward: row(4, 1),
  avgPool2d: (end, _y, _x, H = 0, W = 0, OH = 0, OW = 0) => end * (H * W * 0.5 + OH * OW * 2),
  avgPool2dBackward: (end, _dx, _dy, H = 0, W = 0, OH = 0, OW = 0) => end * (H * W * 0.5 + OH * OW * 2),
};
