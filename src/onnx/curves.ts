/** Conversion of less common functions and activations to ONNX. */
import type { Calls } from '../calls.ts';
import type { Tensor } from '../tensor.ts';
import { type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import { operand, operandsOf } from './indexing.ts';
import { reduce } from './reductions.ts';

type Pair = Calls['relu'];

const unary =
  (op: string): Conversion =>
  (g, step) =>
    g.node(op, [input(g, step)]);

/** The logarithm to another base. */
const logarithm =
  (base: number): Conversion =>
  (g, step) =>
    g.node('Div', [g.node('Log', [input(g, step)]), g.number(Math.log(base))]);

/** The two operands, in the type of the result. */
const both = (g: Builder, step: { inputs: readonly Tensor[]; how: Calls['add']; out: Tensor }): [string, string] => {
  const [a, b] = operandsOf(step.inputs, step.how);
  return [operand(g, a, step.out.dtype), operand(g, b, step.out.dtype)];
};

/** The remainder with the sign of a. */
const fmod: Conversion<Calls['fmod']> = (g, step) => g.node('Mod', both(g, step), { fmod: 1 });

/** The remainder with the sign of b. */
const remainder: Conversion<Calls['remainder']> = (g, step) => {
  const [a, b] = both(g, step);
  if (step.out.dtype !== 'float32') return g.node('Mod', [a, b], { fmod: 0 });
  const [rest, zero] = [g.node('Mod', [a, b], { fmod: 1 }), g.number(0)];
  const signs = [rest, b].map((x) => g.node('Less', [x, zero]));
  const moves = g.node('And', [g.node('Xor', signs), g.node('Not', [g.node('Equal', [rest, zero])])]);
  return g.node('Where', [moves, g.node('Add', [rest, b]), rest]);
};

/** The greater of the two, plus ln(1 + e^(−|a − b|)). */
const logaddexp: Conversion<Calls['logaddexp']> = (g, step) => {
  const operands = both(g, step);
  const gap = g.node('Neg', [g.node('Abs', [g.node('Sub', operands)])]);
  return g.node('Add', [g.node('Max', operands), g.node('Softplus', [gap])]);
};

/** Computed from the nearer end. */
const lerp: Conversion<Calls['lerp']> = (g, step) => {
  const [a, b] = step.inputs.slice(0, 2).map((t) => g.value(t)) as [string, string];
  const w = operand(g, step.how, 'float32');
  const gap = g.node('Sub', [b, a]);
  const first = g.node('Add', [a, g.node('Mul', [gap, w])]);
  const last = g.node('Sub', [b, g.node('Mul', [gap, g.node('Sub', [g.number(1), w])])]);
  return g.node('Where', [g.node('Less', [w, g.number(0.5)]), first, last]);
};

/** The norms of the differences of all pairs of rows. */
const cdist: Conversion<number> = (g, step) => {
  const p = step.how;
  const [a, b] = step.inputs.map((t, i) => g.node('Unsqueeze', [g.value(t), g.integers([t.ndim - 1 - i])])) as [string, string];
  const off = g.node('Sub', [a, b]);
  const over = (op: string, x: string): string => reduce(g, op, x, [step.out.ndim], false);
  if (p === 0) return over('ReduceSum', g.cast(g.cast(off, 'bool'), 'float32'));
  const size = g.node('Abs', [off]);
  if (p === 1) return over('ReduceSum', size);
  if (p === Infinity) return over('ReduceMax', size);
  if (p === 2) return g.node('Sqrt', [over('ReduceSum', g.node('Mul', [off, off]))]);
  return g.node('Pow', [over('ReduceSum', g.node('Pow', [size, g.number(p)])), g.number(1 / p)]);
};

/** Each vector's length is at least eps. */
const cosineSimilarity: Conversion<Calls['cosineSimilarity']> = (g, step) => {
  const { dim, eps } = step.how;
  const [a, b] = step.inputs.map((t) => g.value(t)) as [string, string];
  if (step.inputs.some((t) => t.ndim === 0)) refuse(step, 'of scalars');
  const total = (x: string, y: string): string => reduce(g, 'ReduceSum', g.node('Mul', [x, y]), [dim], false);
  const length = (x: string): string => g.node('Sqrt', [g.node('Max', [total(x, x), g.number(eps * eps)])]);
  return g.node('Div', [g.node('Div', [total(a, b), length(a)]), length(b)]);
};

const prelu: Conversion = (g, step) => {
  const slope = g.value(step.inputs[1] as Tensor);
  const behind = inputShape(step).length - 2;
  if (behind < 1) return g.node('PRelu', [input(g, step), slope]);
  const axes = Array.from({ length: behind }, (_, i) => i + 1);
  const beside = (step.inputs[1] as Tensor).ndim === 0 ? slope : g.node('Unsqueeze', [slope, g.integers(axes)]);
  return g.node('PRelu', [input(g, step), beside]);
};

const shrink =
  (keeps: boolean): Conversion<Pair> =>
  (g, step) =>
    g.node('Shrink', [input(g, step)], { lambd: step.how[1], bias: keeps ? 0 : step.how[1] });

export const curveOps: Conversions = {
  log2: logarithm(2),
  log10: logarithm(10),
  exp2: (g, step) => g.node('Pow', [g.number(2), input(g, step)]),
  tan: unary('Tan'),
  asin: unary('Asin'),
  acos: unary('Acos'),
  atan: unary('Atan'),
  sinh: unary('Sinh'),
  cosh: unary('Cosh'),
  trunc: (g, step) => {
    const x = input(g, step);
    return g.node('Mul', [g.node('Sign', [x]), g.node('Floor', [g.node('Abs', [x])])]);
  },
  nanToNum: (g, step) => {
    const { nan, posinf, neginf } = step.how;
    const x = input(g, step);
    const is = (sign: 'positive' | 'negative'): string =>
      g.node('IsInf', [x], { detect_positive: Number(sign === 'positive'), detect_negative: Number(sign === 'negative') });
    const high = g.node('Where', [is('positive'), g.number(posinf), x]);
    const bounded = g.node('Where', [is('negative'), g.number(neginf), high]);
    return g.node('Where', [g.node('IsNaN', [x]), g.number(nan), bounded]);
  },
  fmod,
  remainder,
  logaddexp,
  lerp,
  cdist,
  cosineSimilarity,
  prelu,
  celu: (g, step) => g.node('Celu', [input(g, step)], { alpha: 1 / step.how[0] }),
  hardshrink: shrink(true),
  softshrink: shrink(false),
  tanhshrink: (g, step) => {
    const x = input(g, step);
    return g.node('Sub', [x, g.node('Tanh', [x])]);
  },
  threshold: (g, step) => {
    const x = input(g, step);
    return g.node('Where', [g.node('Greater', [x, g.number(step.how[0])]), x, g.number(step.how[1])]);
  },
};
