// Activations of torch.nn.functional; scalars are options, with PyTorch's defaults.
import { elementwise, erf, sigmoidOf } from './elementwise.ts';
import { map, type Nd } from './nd.ts';

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

export const activations = {
  'F.relu': elementwise.relu,
  'F.sigmoid': elementwise.sigmoid,
  'F.tanh': elementwise.tanh,
  'F.relu6': (x: Nd) => map(x, (v) => between(v, 0, 6)),
  'F.leakyRelu': (x: Nd, { negativeSlope = 0.01 } = {}) => map(x, (v) => (v > 0 ? v : f(negativeSlope) * v)),
  'F.elu': (x: Nd, { alpha = 1 } = {}) => map(x, (v) => (v > 0 ? v : alpha * Math.expm1(v))),
  'F.selu': (x: Nd) => map(x, (v) => SELU_SCALE * (v > 0 ? v : SELU_ALPHA * Math.expm1(v))),
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
