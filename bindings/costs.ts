/** The costs of kernels, so that the pool shares out a call only if that is worth it. */

import { SMOOTH_L1, SORT_PLACES } from './wasm/constants.ts';
import type { Kernels } from './wasm/kernels.ts';
import type { ExtraKernels } from './wasm/kernels-extra.ts';
import type { RareKernels } from './wasm/kernels-rare.ts';
import type { RecurrentKernels } from './wasm/kernels-recurrent.ts';

/** The cost of a call in nanoseconds, given the end of its range (which begins at 0) and the arguments after it. */
export type Cost = (end: number, ...args: number[]) => number;

type Name = keyof Kernels | keyof RareKernels | keyof ExtraKernels | keyof RecurrentKernels;

/** Kernels whose units cost `ns` each. */
function each<const N extends Name>(ns: number, names: readonly N[]): Record<N, Cost> {
  const costs: Partial<Record<N, Cost>> = {};
  for (const name of names) costs[name] = (end) => end * ns;
  return costs as Record<N, Cost>;
}

/** A kernel over rows: the argument at `place` is the length of a row, and an element costs `ns`. */
const row =
  (place: number, ns: number): Cost =>
  (end, ...args) =>
    end * (args[place] as number) * ns;

const elementwise = {
  .../* @__PURE__ */ each(0.3, [
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
    'where',
    'clamp',
    'clampBackward',
    'copyStrided',
    'copyToStrided',
    'fill',
    'boolF32',
    'i32ToF32',
    'leakyRelu',
    'leakyReluBackward',
    'hardtanh',
    'hardtanhBackward',
    'hardshrink',
    'hardshrinkBackward',
    'softshrink',
    'threshold',
    'thresholdBackward',
    'prelu',
    'tanhBackward',
    'sigmoidBackward',
  ]),
  .../* @__PURE__ */ each(1.5, [
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
    'celu',
    'celuBackward',
    'tanhshrink',
    'tanhshrinkBackward',
  ]),
  .../* @__PURE__ */ each(4, ['log2', 'log10', 'exp2', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'trunc', 'nanToNum']),
  .../* @__PURE__ */ each(5, ['sin', 'cos', 'pow', 'powScalar', 'tan', 'logaddexp', 'atan2']),
};

const optimizers = {
  .../* @__PURE__ */ each(0.5, ['sgd', 'adam', 'rmsprop', 'adagrad']),
  .../* @__PURE__ */ each(1, ['adadelta', 'adamax', 'nadam', 'radam', 'asgd', 'rprop']),
};

/** A unit of a recurrent layer: five rows of L steps, each with at least one product with H×H. */
const sequence: Cost = (end, _table, L = 0, H = 0) => end * L * H * (H * 0.2 + 5);

/** Everything but elementwise kernels and optimizers. */
const others = {
  gemm: (_end, _transA, _transB, m = 0, n = 0, k = 0) => (2 * m * n * k) / 60,
  gemmBatch: (end, _transA, _transB, m = 0, n = 0, k = 0) => end * ((2 * m * n * k) / 60 + 20),
  softmax: row(2, 0.8),
  logSoftmax: row(2, 0.8),
  logsumexp: row(2, 0.6),
  softmaxBackward: row(3, 0.5),
  logSoftmaxBackward: row(3, 1),
  crossEntropy: row(6, 1),
  blockSums: row(5, 0.8),
  blockGradients: row(6, 0.8),
  // a unit is a block of elements; only this kind needs no logarithms
  elementLoss: (end, kind) => end * (kind === SMOOTH_L1 ? 400 : 4000),
  elementLossBackward: (end, kind) => end * (kind === SMOOTH_L1 ? 500 : 2000),
  nllLossBackward: (end, _dx, _dloss, _stride, _scale, _target, _weight, C = 0, inner = 0) => end * C * inner * 0.1,
  sum: row(2, 0.2),
  sumSquares: row(2, 0.2),
  variance: row(2, 0.4),
  amax: row(2, 0.3),
  amin: row(2, 0.3),
  argmax: row(2, 0.4),
  argmin: row(2, 0.4),
  amaxI32: row(2, 0.3),
  aminI32: row(2, 0.3),
  argmaxI32: row(2, 0.4),
  argminI32: row(2, 0.4),
  maxWithIndex: row(3, 0.5),
  minWithIndex: row(3, 0.5),
  maxWithIndexI32: row(3, 0.5),
  minWithIndexI32: row(3, 0.5),
  cumsum: row(2, 1),
  cumprod: row(2, 1),
  cumprodBackward: row(3, 3),
  prod: row(2, 1),
  prodBackward: row(3, 3),
  // pairs of a lane that is too long for a thread's own memory are all in one place
  sort: (end, _values, _indices, _x, pairs = 0, n = 0, k = 0) =>
    pairs === 0 ? end * (n * (k < SORT_PLACES ? 2 : 8) + 1000) : -Infinity,
  gather: (end, _y, _x, _index, _D, K = 0, inner = 0) => end * K * inner * 1,
  scatterAdd: (end, _dx, _dy, _index, _D, K = 0, inner = 0) => end * K * inner * 1.5,
  scatter: (end, _y, _src, _index, _D, K = 0, inner = 0) => end * K * inner * 1,
  searchsorted: (end, _y, _x, _sorted, _order, n = 0) => end * Math.log2(n + 2) * 4,
  cdist: (end, _y, _a, _b, _P, R = 0, M = 0) => end * R * (M * 0.3 + 10),
  cdistBackward: (end, _dx, _g, _y, _a, _b, _P, R = 0, M = 0) => end * R * (M * 0.5 + 10),
  indexSelect: (end, _y, _x, _index, _D, _K, inner = 0) => end * inner * 0.3,
  // every block reads all indices
  indexAdd: (_end, _dx, _dy, _index, outer = 0, _D, K = 0, inner = 0) => outer * K * inner * 0.3,
  addScaledRows: row(5, 0.3),
  bagMax: row(5, 10),
  layerNorm: row(6, 0.4),
  layerNormBackward: row(6, 0.3),
  columnDots: row(6, 0.2),
  channelDots: (end, _sums, _dots, _dy, _x, _mean, N = 0, _C, inner = 0) => end * N * inner * 0.2,
  mix: (end, _y, _dy, _x, _p, _q, _mean, _c, C = 0, inner = 0) => end * (inner === 1 ? C : inner) * 0.2,
  im2col: row(14, 0.3),
  col2im: (end, _dx, _col, _H, _W, kh = 0, kw = 0, ...rest) => end * kh * kw * (rest[8] as number) * 0.3,
  convOutputs: (end, _y, _table, _x, _w, _bias, O = 0, P = 0, K = 0) => (end * O * P * K) / 20,
  convInputs: (end, _dx, _table, _dy, _w, _bias, O = 0, P = 0, K = 0) => (end * O * P * K) / 20,
  convWeights: (end, _dw, _table, _dy, _x, _N, run = 0, O = 0, P = 0, K = 0) => (end * run * O * P * K) / 20,
  winogradInput: (end, _v, _gap, _ld, _x, _C, _H, _W, _ph, _pw, _th, tw = 0, _first, count = 0) => end * tw * count * 8,
  winogradSlopes: (end, _v, _gap, _ld, _dy, _O, _OH, _OW, _th, tw = 0, _first, count = 0) => end * tw * count * 6,
  winogradOutput: (end, _y, _m, _gap, _ld, _bias, _O, _OH, _OW, _th, tw = 0, _first, count = 0) => end * tw * count * 8,
  winogradWeight: row(3, 20),
  winogradWeightBack: row(3, 20),
  // the cost of maxima grows with the number of elements in the windows, that of means with the area that they cover
  maxPool2d: (end, _y, _index, _x, H = 0, W = 0, OH = 0, OW = 0, kh = 0, kw = 0) =>
    end * (kh === 0 ? H * W : OH * OW * kh * kw) * 0.5,
  maxPool2dBackward: row(4, 1),
  avgPool2d: (end, _y, _x, H = 0, W = 0, OH = 0, OW = 0) => end * (H * W * 0.5 + OH * OW * 2),
  avgPool2dBackward: (end, _dx, _dy, H = 0, W = 0, OH = 0, OW = 0) => end * (H * W * 0.5 + OH * OW * 2),
  attention: (end, _y, _p, _q, _k, _v, L = 0, S = 0, E = 0, Ev = 0) => (end * L * S * (E + Ev + 20)) / 30,
  attentionBackward: (end, _dq, _dk, _dv, _ds, _dy, _p, _q, _k, _v, L = 0, S = 0, E = 0, Ev = 0) => (end * L * S * (E + Ev)) / 15,
  // a unit is sixteen
  normals: (end) => end * 50,
  recurrent: sequence,
  recurrentBackward: sequence,
  nearestNeighbours: (end, _y, _x, _H, _W, OH = 0, OW = 0) => end * OH * OW * 0.7,
  nearestNeighboursBackward: (end, _dx, _dy, _H, _W, OH = 0, OW = 0) => end * OH * OW * 1.5,
} satisfies Partial<Record<Name, Cost>>;

/** The kernels that are shared out, with their costs. All others run on the calling thread. */
export const COSTS: typeof elementwise & typeof optimizers & typeof others = { ...elementwise, ...optimizers, ...others };

export type Elementwise = keyof typeof elementwise;
export type Shared = keyof typeof COSTS;
