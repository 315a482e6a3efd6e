/** Conversion of reductions, cumulative sums and sorting to ONNX. */
import { numelOf } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import type { Step } from './trace.ts';

type Dims = readonly number[];

/** Writes a reduction of a value, with or without keeping the dims. */
export function reduce(g: Builder, op: string, x: string, axes: Dims, keepdims: boolean): string {
  if (axes.length === 0) return g.node('Identity', [x]);
  // in this operator set, ReduceSum takes its axes as an input and the others as an attribute
  if (op === 'ReduceSum') return g.node(op, [x, g.integers(axes)], { keepdims: Number(keepdims) });
  return g.node(op, [x], { axes, keepdims: Number(keepdims) });
}

const keeps = (step: Step): boolean => step.out.ndim === inputShape(step).length;

export const reduction =
  (op: string): Conversion<Dims> =>
  (g, step) =>
    reduce(g, op, input(g, step), step.how, keeps(step));

/** The greatest or the least; bools are converted to integers and back. */
const extreme =
  (op: string): Conversion<Dims> =>
  (g, step) => {
    if (step.out.dtype !== 'bool') return reduction(op)(g, step);
    const truth = g.cast(input(g, step, 'bool'), 'int32');
    return g.cast(reduce(g, op, truth, step.how, keeps(step)), 'bool');
  };

/** Of two tensors, or of the elements of one. */
const extremeOf =
  (two: string, truths: string, along: string): Conversion<Dims | undefined> =>
  (g, step) => {
    if (step.how !== undefined) return extreme(along)(g, step as Step<Dims>);
    const operands = step.inputs.map((t) => g.value(t, step.out.dtype));
    return g.node(step.out.dtype === 'bool' ? truths : two, operands);
  };

/** Σ (x − mean)² / (n − correction) */
function variance(g: Builder, step: Step<{ dims: Dims; correction: number }>): string {
  const { dims, correction } = step.how;
  if (dims.length === 0) refuse(step, 'of a scalar');
  const x = input(g, step);
  const off = g.node('Sub', [x, reduce(g, 'ReduceMean', x, dims, true)]);
  const squares = g.node('Mul', [off, off]);
  if (correction === 0) return reduce(g, 'ReduceMean', squares, dims, keeps(step));
  const n = numelOf(dims.map((d) => inputShape(step)[d] as number));
  return g.node('Div', [reduce(g, 'ReduceSum', squares, dims, keeps(step)), g.number(Math.max(0, n - correction))]);
}

const norm: Conversion<{ dims: Dims; p: number }> = (g, step) => {
  const { dims, p } = step.how;
  const x = input(g, step);
  const over = (op: string, value: string): string => reduce(g, op, value, dims, keeps(step));
  if (p === 0) return over('ReduceSum', g.cast(g.cast(x, 'bool'), 'float32'));
  const size = g.node('Abs', [x]);
  if (p === 1) return over('ReduceSum', size);
  if (p === 2) return g.node('Sqrt', [over('ReduceSum', g.node('Mul', [x, x]))]);
  return g.node('Pow', [over('ReduceSum', g.node('Pow', [size, g.number(p)])), g.number(1 / p)]);
};

/** The position of the first greatest or least element, as int32; in the flattened tensor if the dim is null. */
const place =
  (op: string): Conversion<number | null> =>
  (g, step) => {
    const shape = inputShape(step);
    const x = input(g, step, (step.inputs[0] as Tensor).dtype === 'float32' ? 'float32' : 'int32');
    if (shape.length === 0) return refuse(step, 'of a scalar');
    const [axis, keepdims] = [step.how ?? 0, Number(keeps(step))];
    if (step.how !== null || shape.length === 1) return g.cast(g.node(op, [x], { axis, keepdims }), 'int32');
    const flat = g.cast(g.node(op, [g.node('Reshape', [x, g.integers([-1])])], { axis, keepdims: 0 }), 'int32');
    return keepdims === 0 ? flat : g.node('Reshape', [flat, g.integers(shape.map(() => 1))]);
  };

interface Ordered {
  dim: number;
  count: number;
  descending: boolean;
}

/** The values, or the positions as int64, of the greatest or the least along a dim. */
function ordered(g: Builder, step: Step<Ordered>, which: 0 | 1): string {
  const { dim, count, descending } = step.how;
  const x = step.inputs[0] as Tensor;
  if (x.ndim === 0) return refuse(step, 'of a scalar');
  const inputs = [g.value(x, x.dtype === 'float32' ? 'float32' : 'int32'), g.integers([count])];
  return g.output(which, 2, 'TopK', inputs, { axis: dim, largest: Number(descending), sorted: 1 });
}

const values: Conversion<Ordered> = (g, step) =>
  step.out.dtype === 'bool' ? g.cast(ordered(g, step, 0), 'bool') : ordered(g, step, 0);
const places: Conversion<Ordered> = (g, step) => g.cast(ordered(g, step, 1), 'int32');

const softmax =
  (op: string): Conversion<number> =>
  (g, step) => {
    if (step.out.ndim === 0) return refuse(step, 'of a scalar');
    return g.node(op, [input(g, step)], { axis: (step.how + step.out.ndim) % step.out.ndim });
  };

/** Whether any or all are nonzero. */
const truth =
  (op: string): Conversion<Dims> =>
  (g, step) =>
    g.cast(reduce(g, op, g.cast(input(g, step, 'bool'), 'int32'), step.how, keeps(step)), 'bool');

export const reduceOps: Conversions = {
  sum: reduction('ReduceSum'),
  mean: reduction('ReduceMean'),
  prod: reduction('ReduceProd'),
  logsumexp: reduction('ReduceLogSumExp'),
  amax: extreme('ReduceMax'),
  amin: extreme('ReduceMin'),
  max: extremeOf('Max', 'Or', 'ReduceMax'),
  min: extremeOf('Min', 'And', 'ReduceMin'),
  any: truth('ReduceMax'),
  all: truth('ReduceMin'),
  var: variance,
  std: (g, step) => g.node('Sqrt', [variance(g, step)]),
  norm,
  argmax: place('ArgMax'),
  argmin: place('ArgMin'),
  maxIndices: place('ArgMax'),
  minIndices: place('ArgMin'),
  sort: values,
  topk: values,
  sortIndices: places,
  topkIndices: places,
  cumsum: (g, step) =>
    step.out.ndim === 0 ? g.node('Identity', [input(g, step)]) : g.node('CumSum', [input(g, step), g.integers([step.how])]),
  softmax: softmax('Softmax'),
  logSoftmax: softmax('LogSoftmax'),
};
