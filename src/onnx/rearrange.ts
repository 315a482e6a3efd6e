/** Conversion of ops that move elements to ONNX: reversals, padding, diagonals, and writing by index. */
import type { Calls } from '../calls.ts';
import type { DType } from '../core.ts';
import type { Tensor } from '../tensor.ts';
import { type Builder, type Conversion, type Conversions, input, inputShape, refuse } from './builder.ts';
import type { Step } from './trace.ts';

/** The least int32, which a slice takes as the position before the first. */
const BEFORE = -(2 ** 31);
/** Beyond every size. */
const BEYOND = 2 ** 31 - 1;

/** A value converted from one type to another. */
const as = (g: Builder, x: string, from: DType, to: DType): string => (from === to ? x : g.cast(x, to));

const slice = (g: Builder, x: string, from: number, to: number, axis: number, by = 1): string =>
  g.node('Slice', [x, ...[[from], [to], [axis], [by]].map(g.integers)]);

const flip: Conversion<Calls['flip']> = (g, step) =>
  inputShape(step).length === 0
    ? g.node('Identity', [input(g, step)])
    : step.how.reduce((x, axis) => slice(g, x, -1, BEFORE, axis, -1), input(g, step));

const roll: Conversion<Calls['roll']> = (g, step) => {
  const { shifts, dims } = step.how;
  return dims.reduce(
    (x, axis, i) => {
      const size = inputShape(step)[axis] as number;
      const shift = shifts[i] as number;
      const by = ((shift % size) + size) % size;
      // a shift by one position is the same for every size; others need the size in the graph, and are refused if it is open
      const [at, end] = shift === 1 ? [-1, BEYOND] : [size - by, size];
      return g.node('Concat', [slice(g, x, at, end, axis), slice(g, x, 0, at, axis)], { axis });
    },
    input(g, step),
  );
};

const pad: Conversion<Calls['pad']> = (g, step) => {
  const { edges, value } = step.how;
  if (edges.length === 0) return g.node('Identity', [input(g, step)]);
  const { dtype } = step.out;
  const type = dtype === 'bool' ? 'int32' : dtype;
  let x = input(g, step, type);
  // elements are removed first
  edges.forEach(([before, after], axis) => {
    if (before < 0 || after < 0) x = slice(g, x, Math.max(0, -before), after < 0 ? after : BEYOND, axis);
  });
  const widths = [0, 1].flatMap((end) => edges.map((edge) => Math.max(0, edge[end] as number)));
  return as(g, g.node('Pad', [x, g.integers(widths), g.number(value, type)]), type, dtype);
};

/** One triangle of each matrix. */
function triangle(g: Builder, step: Step<number>, upper: 0 | 1): string {
  const { dtype } = step.out;
  const k = g.integers([step.how]);
  const part = (x: string): string => g.node('Trilu', [x, k], { upper });
  const x = input(g, step);
  if (dtype === 'float32') return part(x);
  if (dtype === 'bool') return g.cast(part(g.cast(x, 'float32')), 'bool');
  const within = g.cast(part(g.cast(g.node('Equal', [x, x]), 'float32')), 'bool');
  return g.node('Where', [within, x, g.number(0, dtype)]);
}

/** A matrix with a vector on a diagonal. */
const diag: Conversion<number> = (g, step) => {
  const [dtype, n] = [step.out.dtype, inputShape(step)[0] as number];
  const type = dtype === 'bool' ? 'int32' : dtype;
  const places = g.range(n);
  const main = g.node('Equal', [g.node('Unsqueeze', [places, g.integers([1])]), places]);
  const square = g.node('Where', [main, input(g, step, type), g.number(0, type)]);
  const [right, down] = [Math.max(0, step.how), Math.max(0, -step.how)];
  return as(g, g.node('Pad', [square, g.integers([down, right, right, down]), g.number(0, type)]), type, dtype);
};

/** Selected from the rows of the matrices, concatenated. */
const diagonal: Conversion<Calls['diagonal']> = (g, step) => {
  const [offset, a, b] = (step.how ?? refuse(step, 'of letters that occur twice')) as [number, number, number];
  const shape = inputShape(step);
  const others = shape.map((_, d) => d).filter((d) => d !== a && d !== b);
  const [rows, cols] = [shape[a] as number, shape[b] as number];
  const from = others.map((d) => shape[d] as number);
  const count = step.out.shape.at(-1) as number;
  if (count === 0) refuse(step, 'without elements');
  const start = offset < 0 ? -offset * cols : offset;
  const last = g.node('Transpose', [input(g, step)], { perm: [...others, a, b] });
  const flat = g.node('Reshape', [last, g.shape('reshape', [...from, rows, cols], [...from, rows * cols])]);
  const places = g.integers(Array.from({ length: count }, (_, i) => start + i * (cols + 1)));
  return g.node('Gather', [flat, places], { axis: others.length });
};

/** By doubling: each element times the one 1, 2, 4 … positions before. */
const cumprod: Conversion<number> = (g, step) => {
  const shape = inputShape(step);
  const [size, rank, { dtype }] = [shape[step.how] ?? 1, shape.length, step.out];
  let x = input(g, step);
  for (let s = 1; s < size; s *= 2) {
    const widths = Array.from({ length: 2 * rank }, (_, d) => (d === step.how ? s : 0));
    const before = g.node('Pad', [slice(g, x, 0, size - s, step.how), g.integers(widths), g.number(1, dtype as 'float32')]);
    x = g.node('Mul', [x, before]);
  }
  return g.node('Identity', [x]);
};

/** Writes, or adds, at the positions given by an index. */
const scatter =
  (reduction: 'none' | 'add'): Conversion<Calls['scatter']> =>
  (g, step) => {
    const [x, from] = step.inputs as [Tensor, Tensor];
    const { dim, index } = step.how;
    const { dtype } = step.out;
    if (x.ndim === 0) return refuse(step, 'of a scalar');
    const type = dtype === 'bool' ? 'int32' : dtype;
    const values = g.value(from, type);
    const updates = from.ndim === 0 ? g.node('Expand', [values, g.shape('expand', [], index.shape)]) : values;
    const y = g.node('ScatterElements', [g.value(x, type), g.value(index), updates], { axis: dim, reduction });
    return as(g, y, type, dtype);
  };

export const rearrangeOps: Conversions = {
  flip,
  roll,
  pad,
  tril: (g, step) => triangle(g, step, 0),
  triu: (g, step) => triangle(g, step, 1),
  diag,
  diagonal,
  cumprod,
  scatter: scatter('none'),
  scatterAdd: scatter('add'),
};
