/** Conversion of comparisons, selections and indexing to ONNX. */
import type { Operand } from '../array/broadcast.ts';
import type { Calls } from '../calls.ts';
import type { DType } from '../core.ts';
import { isTensor } from '../core.ts';
import type { Tensor } from '../tensor.ts';
import { allInputs, type Builder, type Conversion, type Conversions, input, refuse } from './builder.ts';

type Other = Calls['add'];

/** The two operands of a call, one of which may be a number. */
export function operandsOf(inputs: readonly Tensor[], how: Other): [Operand, Operand] {
  const first = inputs[0] as Tensor;
  if (how === undefined) return [first, inputs[1] as Tensor];
  return typeof how === 'number' ? [first, how] : [how[0], first];
}

/** An operand in the graph, in the given type. */
export const operand = (g: Builder, x: Operand, dtype: DType): string =>
  typeof x === 'number' ? g.number(x, dtype) : g.value(x, dtype);

/** A comparison, in the common type of both operands. */
const comparison =
  (op: string, negated = false): Conversion<Other> =>
  (g, { inputs, how }) => {
    const both = operandsOf(inputs, how);
    const isFloat = both.some((x) => (isTensor(x) ? x.dtype === 'float32' : !Number.isInteger(x)));
    const y = g.node(
      op,
      both.map((x) => operand(g, x, isFloat ? 'float32' : 'int32')),
    );
    return negated ? g.node('Not', [y]) : y;
  };

const logical =
  (op: string): Conversion<Other> =>
  (g, step) =>
    g.node(op, allInputs(g, step));

const choice: Conversion<Calls['where']> = (g, { how: { condition, a, b }, out: { dtype } }) => {
  // runtimes select only between numbers
  const type = dtype === 'bool' ? 'int32' : dtype;
  const y = g.node('Where', [g.value(condition), operand(g, a, type), operand(g, b, type)]);
  return type === dtype ? y : g.cast(y, dtype);
};

/** A function of floats that distinguishes numbers from other values; integers are always numbers. */
const kind =
  (build: (g: Builder, x: string) => string): Conversion =>
  (g, step) =>
    build(g, input(g, step, 'float32'));

const embeddingBag: Conversion<Calls['embeddingBag']> = (g, step) => {
  const { input: index, offsets, mode, padding } = step.how;
  if (offsets !== null || index.ndim !== 2) return refuse(step, 'with offsets');
  const [table, factors] = allInputs(g, step) as [string, string?];
  const i = g.value(index);
  const last = g.integers([-1]);
  const rows = g.node('Gather', [table, i], { axis: 0 });
  const over = (op: string, x: string, keepdims = 0): string =>
    op === 'ReduceSum' ? g.node(op, [x, g.integers([1])], { keepdims }) : g.node(op, [x], { axes: [1], keepdims });
  const scaled = (x: string, by: string): string => g.node('Mul', [x, g.node('Unsqueeze', [by, last])]);
  if (padding < 0) {
    if (mode !== 'sum') return over(mode === 'mean' ? 'ReduceMean' : 'ReduceMax', rows);
    return over('ReduceSum', factors === undefined ? rows : scaled(rows, factors));
  }
  const counts = g.node('Not', [g.node('Equal', [i, g.number(padding, 'int32')])]);
  const ones = g.cast(counts, 'float32');
  if (mode === 'max') {
    const shown = g.node('Where', [g.node('Unsqueeze', [counts, last]), rows, g.number(-Infinity)]);
    const some = g.cast(over('ReduceMax', ones, 1), 'bool');
    return g.node('Where', [some, over('ReduceMax', shown), g.number(0)]);
  }
  const sum = over('ReduceSum', scaled(rows, factors === undefined ? ones : g.node('Mul', [ones, factors])));
  if (mode === 'sum') return sum;
  return g.node('Div', [sum, g.node('Max', [over('ReduceSum', ones, 1), g.number(1)])]);
};

const oneHot: Conversion<number> = (g, step) => {
  if (step.how < 0) return refuse(step, 'without a number of classes');
  const classes = g.range(step.how);
  const index = g.node('Unsqueeze', [g.value(step.inputs[0] as Tensor), g.integers([-1])]);
  return g.cast(g.node('Equal', [index, classes]), 'int32');
};

const indexSelect: Conversion<Calls['indexSelect']> = (g, step) => {
  const { dim, index } = step.how;
  if (step.out.ndim === 0) return refuse(step, 'of a scalar');
  const i = g.value(index);
  // an index without dims would remove the dim
  const list = index.ndim === 0 ? g.node('Reshape', [i, g.integers([1])]) : i;
  return g.node('Gather', [input(g, step), list], { axis: dim });
};

const gather: Conversion<Calls['gather']> = (g, step) => {
  if (step.out.ndim === 0) return refuse(step, 'of a scalar');
  return g.node('GatherElements', [input(g, step), g.value(step.how.index)], { axis: step.how.dim });
};

export const indexOps: Conversions = {
  eq: comparison('Equal'),
  ne: comparison('Equal', true),
  lt: comparison('Less'),
  le: comparison('LessOrEqual'),
  gt: comparison('Greater'),
  ge: comparison('GreaterOrEqual'),
  logicalAnd: logical('And'),
  logicalOr: logical('Or'),
  logicalNot: (g, step) => g.node('Not', [input(g, step, 'bool')]),
  isnan: kind((g, x) => g.node('IsNaN', [x])),
  isfinite: kind((g, x) => g.node('Not', [g.node('Or', [g.node('IsNaN', [x]), g.node('IsInf', [x])])])),
  where: choice,
  maskedFill: choice,
  gather,
  indexSelect,
  oneHot,
  embedding: (g, step) => g.node('Gather', [input(g, step), g.value(step.how)], { axis: 0 }),
  embeddingBag,
};
