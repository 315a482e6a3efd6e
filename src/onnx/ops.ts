/** Conversion of element-wise ops and shapes to ONNX (github.com/onnx/onnx/blob/main/docs/Operators.md). */
import type { Calls } from '../calls.ts';
import { allInputs, type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import type { Attributes } from './graph.ts';
import { operand, operandsOf } from './indexing.ts';
import type { Step } from './trace.ts';

type Other = Calls['add'];
type Pair = readonly [number, number];

/** An op that ONNX has under another name. */
const named =
  (op: string, attributes?: Attributes): Conversion =>
  (g, step) =>
    g.node(op, allInputs(g, step), attributes);

/** An element-wise function composed of several nodes. */
const made =
  (build: (g: Builder, x: string) => string): Conversion =>
  (g, step) =>
    build(g, input(g, step));

/** An op on two tensors, or on a tensor and a number on either side; bools have a separate op. */
const binary =
  (op: string, truths = op): Conversion<Other> =>
  (g, { inputs, how, out: { dtype } }) =>
    g.node(
      dtype === 'bool' ? truths : op,
      operandsOf(inputs, how).map((x) => operand(g, x, dtype)),
    );

const div: Conversion<Calls['div']> = (g, step) =>
  typeof step.how === 'object' && 'roundingMode' in step.how
    ? refuse(step, 'with a roundingMode')
    : binary('Div')(g, step as Step<Other>);

const round: Conversion<number> = (g, step) => {
  if (step.how === 0) return named('Round')(g, step);
  const scale = g.number(10 ** Math.abs(step.how));
  const [to, back] = step.how > 0 ? ['Mul', 'Div'] : (['Div', 'Mul'] as const);
  return g.node(back, [g.node('Round', [g.node(to, [input(g, step), scale])]), scale]);
};

const reshaped: Conversion = (g, step) =>
  g.node('Reshape', [input(g, step), g.shape('reshape', inputShape(step), step.out.shape)]);

const transposed: Conversion<readonly number[] | undefined> = (g, step) =>
  step.how === undefined ? g.node('Identity', [input(g, step)]) : g.node('Transpose', [input(g, step)], { perm: step.how });

const part: Conversion<Calls['narrow']> = (g, step) => {
  const [axis, from, to, by] = step.how;
  const sliced = g.node('Slice', [input(g, step), ...[[from], [to], [axis], [by]].map(g.integers)]);
  return step.out.ndim === inputShape(step).length ? sliced : g.node('Squeeze', [sliced, g.integers([axis])]);
};

const clip: Conversion<Pair> = (g, step) => {
  // an integer has no infinite bounds
  const bound = (x: number): string => (Math.abs(x) === Infinity ? '' : g.number(x, step.out.dtype));
  return g.node('Clip', [input(g, step), ...step.how.map(bound)]);
};

/** x·(1 + f)/2 */
const half = (g: Builder, x: string, f: string): string =>
  g.node('Mul', [g.node('Mul', [x, g.number(0.5)]), g.node('Add', [f, g.number(1)])]);

const gelu: Conversion<Pair> = (g, step) => {
  const x = input(g, step);
  if (step.how[0] === 0) return half(g, x, g.node('Erf', [g.node('Mul', [x, g.number(Math.SQRT1_2)])]));
  const cube = g.node('Mul', [g.node('Mul', [x, g.node('Mul', [x, x])]), g.number(0.044715)]);
  return half(g, x, g.node('Tanh', [g.node('Mul', [g.node('Add', [x, cube]), g.number(Math.sqrt(2 / Math.PI))])]));
};

/** Below this threshold, leaving out ln(1 + e^(−βx)) would change the float32 result. */
const LEAST_THRESHOLD = 17;

const softplus: Conversion<Pair> = (g, step) => {
  const [beta, threshold] = step.how;
  if (threshold < LEAST_THRESHOLD) refuse(step, `of threshold ${threshold}`);
  const x = input(g, step);
  if (beta === 1) return g.node('Softplus', [x]);
  return g.node('Div', [g.node('Softplus', [g.node('Mul', [x, g.number(beta)])]), g.number(beta)]);
};

/** A broadcast to a larger shape. */
const expanded: Conversion = (g, step) => g.node('Expand', [input(g, step), g.shape('expand', inputShape(step), step.out.shape)]);

const addmm: Conversion<Pair> = (g, step) => {
  const [alpha, beta] = step.how;
  const [c, a, b] = allInputs(g, step) as [string, string, string];
  return g.node('Gemm', [a, b, c], { alpha, beta });
};

/** Conversions by the name that an op reports. */
export const elementOps: Conversions = {
  add: binary('Add', 'Or'),
  sub: binary('Sub'),
  mul: binary('Mul', 'And'),
  div,
  pow: binary('Pow'),
  maximum: binary('Max', 'Or'),
  minimum: binary('Min', 'And'),

  neg: named('Neg'),
  abs: named('Abs'),
  sign: named('Sign'),
  exp: named('Exp'),
  log: named('Log'),
  sqrt: named('Sqrt'),
  reciprocal: named('Reciprocal'),
  floor: named('Floor'),
  ceil: named('Ceil'),
  round,
  sin: named('Sin'),
  cos: named('Cos'),
  tanh: named('Tanh'),
  erf: named('Erf'),
  sigmoid: named('Sigmoid'),
  square: made((g, x) => g.node('Mul', [x, x])),
  rsqrt: made((g, x) => g.node('Reciprocal', [g.node('Sqrt', [x])])),
  expm1: made((g, x) => g.node('Sub', [g.node('Exp', [x]), g.number(1)])),
  log1p: made((g, x) => g.node('Log', [g.node('Add', [x, g.number(1)])])),

  relu: named('Relu'),
  relu6: clip,
  hardtanh: clip,
  clamp: clip,
  leakyRelu: (g, step) => g.node('LeakyRelu', [input(g, step)], { alpha: step.how[0] }),
  elu: (g, step) => g.node('Elu', [input(g, step)], { alpha: step.how[0] }),
  selu: named('Selu'),
  gelu,
  silu: made((g, x) => g.node('Mul', [x, g.node('Sigmoid', [x])])),
  mish: made((g, x) => g.node('Mul', [x, g.node('Tanh', [g.node('Softplus', [x])])])),
  softplus,
  softsign: named('Softsign'),
  hardswish: named('HardSwish'),
  hardsigmoid: named('HardSigmoid', { alpha: 1 / 6, beta: 0.5 }),
  logsigmoid: made((g, x) => g.node('Neg', [g.node('Softplus', [g.node('Neg', [x])])])),

  linear: named('Gemm', { transB: 1 }),
  matmul: named('MatMul'),
  mm: named('MatMul'),
  bmm: named('MatMul'),
  // the product, to which the rest is added
  baddbmm: named('MatMul'),
  addmm,

  reshape: reshaped,
  view: reshaped,
  squeeze: reshaped,
  unsqueeze: reshaped,
  expand: expanded,
  permute: transposed,
  transpose: transposed,
  t: transposed,
  narrow: part,
  slice: part,
  select: part,
  at: part,
  split: part,
  cat: (g, step) => g.node('Concat', allInputs(g, step), { axis: step.how }),
  clone: named('Identity'),
  detach: named('Identity'),
  to: (g, step) => g.node('Identity', [input(g, step)]),
};
