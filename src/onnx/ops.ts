/** How ops on elements and shapes translate to ONNX (github.com/onnx/onnx/blob/main/docs/Operators.md). */
import { type Builder, type Conversion, input, inputShape, refuse } from './builder.ts';
import type { Attributes } from './graph.ts';

/** An op that ONNX has under another name. */
const named =
  (op: string, attributes?: Attributes): Conversion =>
  (g, step) =>
    g.node(op, step.inputs.map(g.value), attributes);

/** An element-wise function composed of several nodes. */
const made =
  (build: (g: Builder, x: string, how: [number, number]) => string): Conversion =>
  (g, step) =>
    build(g, input(g, step), step.how as [number, number]);

/** An op on two tensors, or on a tensor and a number on either side. */
const binary =
  (op: string): Conversion =>
  (g, { inputs, how }) => {
    const operands = inputs.map(g.value);
    if (typeof how === 'number') operands.push(g.number(how));
    else if (operands.length === 1) operands.unshift(g.number((how as [number])[0]));
    return g.node(op, operands);
  };

/** A reduction over the dims in `how`. */
const reduction =
  (op: string): Conversion =>
  (g, step) => {
    const axes = step.how as readonly number[];
    const keepdims = step.out.ndim === inputShape(step).length ? 1 : 0;
    if (axes.length === 0) return g.node('Identity', [input(g, step)]);
    // in this operator set, ReduceSum takes its axes as an input and the others as an attribute
    if (op === 'ReduceSum') return g.node(op, [input(g, step), g.integers(axes)], { keepdims });
    return g.node(op, [input(g, step)], { axes, keepdims });
  };

/** The maximum or minimum of two tensors, or of the elements of one. */
const extreme =
  (two: string, along: string): Conversion =>
  (g, step) =>
    step.inputs.length === 2 ? named(two)(g, step) : reduction(along)(g, step);

const reshaped: Conversion = (g, step) =>
  g.node('Reshape', [input(g, step), g.shape('reshape', inputShape(step), step.out.shape)]);

const transposed: Conversion = (g, step) =>
  step.how === undefined
    ? g.node('Identity', [input(g, step)])
    : g.node('Transpose', [input(g, step)], { perm: step.how as readonly number[] });

const part: Conversion = (g, step) => {
  const [axis, from, to, by] = step.how as [number, number, number, number];
  const sliced = g.node('Slice', [input(g, step), ...[[from], [to], [axis], [by]].map(g.integers)]);
  return step.out.ndim === inputShape(step).length ? sliced : g.node('Squeeze', [sliced, g.integers([axis])]);
};

const softmax =
  (op: string): Conversion =>
  (g, step) =>
    g.node(op, [input(g, step)], { axis: ((step.how as number) + step.out.ndim) % step.out.ndim });

const clip: Conversion = (g, step) => {
  const [min, max] = step.how as [number | undefined, number | undefined];
  const bound = (x: number | undefined): string => (x === undefined ? '' : g.number(x));
  return g.node('Clip', [input(g, step), bound(min), bound(max)]);
};

/** x·(1 + f)/2 */
const half = (g: Builder, x: string, f: string): string =>
  g.node('Mul', [g.node('Mul', [x, g.number(0.5)]), g.node('Add', [f, g.number(1)])]);

const gelu = made((g, x, [approximate]) => {
  if (approximate === 0) return half(g, x, g.node('Erf', [g.node('Mul', [x, g.number(Math.SQRT1_2)])]));
  const cube = g.node('Mul', [g.node('Mul', [x, g.node('Mul', [x, x])]), g.number(0.044715)]);
  return half(g, x, g.node('Tanh', [g.node('Mul', [g.node('Add', [x, cube]), g.number(Math.sqrt(2 / Math.PI))])]));
});

/** Below this threshold, leaving out ln(1 + e^(−βx)) would change the float32 result. */
const LEAST_THRESHOLD = 17;

const softplus: Conversion = (g, step) => {
  const [beta, threshold] = step.how as [number, number];
  if (threshold < LEAST_THRESHOLD) refuse(step, `of threshold ${threshold}`);
  const x = input(g, step);
  if (beta === 1) return g.node('Softplus', [x]);
  return g.node('Div', [g.node('Softplus', [g.node('Mul', [x, g.number(beta)])]), g.number(beta)]);
};

/** A broadcast to a larger shape. */
const expanded: Conversion = (g, step) => g.node('Expand', [input(g, step), g.shape('expand', inputShape(step), step.out.shape)]);

const addmm: Conversion = (g, { inputs, how }) => {
  const [alpha, beta] = how as [number, number];
  const [c, a, b] = inputs.map(g.value) as [string, string, string];
  return g.node('Gemm', [a, b, c], { alpha, beta });
};

/** Conversions by the name under which an op records itself. */
export const elementOps: Readonly<Record<string, Conversion>> = {
  add: binary('Add'),
  sub: binary('Sub'),
  mul: binary('Mul'),
  div: binary('Div'),
  pow: binary('Pow'),
  maximum: named('Max'),
  minimum: named('Min'),
  max: extreme('Max', 'ReduceMax'),
  min: extreme('Min', 'ReduceMin'),
  amax: reduction('ReduceMax'),
  amin: reduction('ReduceMin'),
  sum: reduction('ReduceSum'),
  mean: reduction('ReduceMean'),
  logsumexp: reduction('ReduceLogSumExp'),

  neg: named('Neg'),
  abs: named('Abs'),
  sign: named('Sign'),
  exp: named('Exp'),
  log: named('Log'),
  sqrt: named('Sqrt'),
  reciprocal: named('Reciprocal'),
  floor: named('Floor'),
  ceil: named('Ceil'),
  round: named('Round'),
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
  leakyRelu: (g, step) => g.node('LeakyRelu', [input(g, step)], { alpha: (step.how as [number])[0] }),
  elu: (g, step) => g.node('Elu', [input(g, step)], { alpha: (step.how as [number])[0] }),
  selu: named('Selu'),
  gelu,
  silu: made((g, x) => g.node('Mul', [x, g.node('Sigmoid', [x])])),
  mish: made((g, x) => g.node('Mul', [x, g.node('Tanh', [g.node('Softplus', [x])])])),
  softplus,
  softsign: named('Softsign'),
  hardswish: named('HardSwish'),
  hardsigmoid: named('HardSigmoid', { alpha: 1 / 6, beta: 0.5 }),
  logsigmoid: made((g, x) => g.node('Neg', [g.node('Softplus', [g.node('Neg', [x])])])),
  softmax: softmax('Softmax'),
  logSoftmax: softmax('LogSoftmax'),

  linear: named('Gemm', { transB: 1 }),
  matmul: named('MatMul'),
  mm: named('MatMul'),
  bmm: named('MatMul'),
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
  cat: (g, step) => g.node('Concat', step.inputs.map(g.value), { axis: step.how as number }),
  clone: named('Identity'),
};
