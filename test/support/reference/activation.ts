// Activations of torch.nn.functional; scalars are options, with PyTorch's defaults.
import { elementwise, erf, sigmoidOf } from './elementwise.ts';
import { alongDim, map, type Nd, size } from './nd.ts';

/** log(1 + e^x) without overflow. */
export const softplusOf = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
const between = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const f = Math.fround;

const SELU_ALPHA = 1.6732632423543772848170429916717;
const SELU_SCALE = 1.0507009873554804934193349852946;

const geluOf: Record<string, (x: number) => number> = {
  none: (x) => (x === -Infinity ? 0 : (x / 2) * (1 + erf(x / Math.SQRT2))),
  tanh: (x) => (x === -Infinity ? 0 : (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))),
};

/** By the series near 0, where the difference loses its digits. */
function tanhshrinkOf(x: number): number {
  const z = x * x;
  return Math.abs(x) > 0.02 ? x - Math.tanh(x) : x * z * (1 / 3 - z * (2 / 15 - z * (17 / 315 - (z * 62) / 2835)));
}

export const activations = {
  'F.relu': elementwise.relu,
  'F.sigmoid': elementwise.sigmoid,
  'F.tanh': elementwise.tanh,
  'F.relu6': (x: Nd) => map(x, (v) => between(v, 0, 6)),
  'F.leakyRelu': (x: Nd, { negativeSlope = 0.01 } = {}) => map(x, (v) => (v > 0 ? v : f(negativeSlope) * v)),
  'F.elu': (x: Nd, { alpha = 1 } = {}) => map(x, (v) => (v > 0 ? v : alpha * Math.expm1(v))),
  'F.selu': (x: Nd) => map(x, (v) => SELU_SCALE * (v > 0 ? v : SELU_ALPHA * Math.expm1(v))),
  'F.celu': (x: Nd, { alpha = 1 } = {}) => map(x, (v) => (v > 0 ? v : alpha * Math.expm1(v / alpha))),
  'F.tanhshrink': (x: Nd) => map(x, tanhshrinkOf),
  'F.hardshrink': (x: Nd, { lambd = 0.5 } = {}) => map(x, (v) => (v >= -f(lambd) && v <= f(lambd) ? 0 : v)),
  'F.softshrink': (x: Nd, { lambd = 0.5 } = {}) => map(x, (v) => v - between(v, -f(lambd), f(lambd))),
  'F.threshold': (x: Nd, threshold: number, value: number) => {
    const as = x.dtype === 'int32' ? Math.trunc : f;
    return map(x, (v) => (v <= as(threshold) ? as(value) : v));
  },
  'F.prelu': (x: Nd, weight: Nd) => {
    const inner = size(x.shape.slice(2));
    return { ...x, data: x.data.map((v, i) => (v > 0 ? v : v * weight.data[Math.floor(i / inner) % weight.data.length]!)) };
  },
  'F.glu': (x: Nd, dim = -1) =>
    alongDim(x, dim, (row) => row.slice(0, row.length / 2).map((v, i) => v * sigmoidOf(row[row.length / 2 + i]!))),
  'F.gelu': (x: Nd, { approximate = 'none' } = {}) => map(x, geluOf[approximate]!),
  'F.silu': (x: Nd) => map(x, (v) => v * sigmoidOf(v)),
  'F.mish': (x: Nd) => map(x, (v) => v * Math.tanh(softplusOf(v))),
  'F.logsigmoid': (x: Nd) => map(x, (v) => -softplusOf(-v)),
  'F.softplus': (x: Nd, { beta = 1, threshold = 20 } = {}) =>
    map(x, (v) => (v * beta > threshold ? v : softplusOf(v * beta) / beta)),
  'F.hardtanh': (x: Nd, { minVal = -1, maxVal = 1 } = {}) => map(x, (v) => between(v, minVal, maxVal)),
  'F.hardswish': (x: Nd) => map(x, (v) => (v * between(v + 3, 0, 6)) / 6),
  'F.hardsigmoid': (x: Nd) => map(x, (v) => between(v + 3, 0, 6) / 6),
  'F.softsign': (x: Nd) => map(x, (v) => v / (1 + Math.abs(v))),
};
