/** Builds one graph for any batch size from two traces of a model, on batches of two sizes. */
import type { TensorArray } from '../core.ts';
import { failType } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { numelOf, type Shape, showShape, stridesOf } from '../shape.ts';
import { type Draft, draftOf, type Made, type Names, type Target } from './draft.ts';
import type { Constant, Graph, OnnxNode, Value } from './graph.ts';
import type { Trace } from './trace.ts';

const differ = (what: string): never =>
  failType(
    'toOnnx',
    `expected a forward that makes the same calls for every batch, got ${what} that differs between two batches`,
  );

/** The batch dim of each input; null for an input of fixed size. */
export type BatchDims = readonly (number | null)[];

/** Merges two drafts. */
class Union {
  readonly constants: Constant[] = [];
  /** The nodes that compute shapes from the batch size, which come before all others. */
  readonly head: OnnxNode[] = [];
  private readonly fresh: Draft['fresh'];
  private readonly batch: () => string;
  private batchName: string | null = null;
  private readonly sizes: readonly [number, number];

  /** `sizes` are those of the two batches; `batch` writes a vector with the size of the batch that the graph runs on. */
  constructor(fresh: Draft['fresh'], sizes: readonly [number, number], input: string, dim: number) {
    this.fresh = fresh;
    this.sizes = sizes;
    this.batch = () => this.write('Shape', [input], { start: dim, end: dim + 1 });
  }

  private write(
    op: string,
    inputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
    name = this.fresh('batch'),
  ): string {
    this.head.push({ op, inputs, outputs: [name], attributes });
    return name;
  }

  private integers(values: readonly number[]): string {
    const name = this.fresh('integers');
    this.constants.push({ name, shape: [values.length], data: values });
    return name;
  }

  /** The ratio of a size with these values to the batch size; null if it is not a multiple. */
  multiple(a: number, b: number): number | null {
    const k = a / this.sizes[0];
    return a !== b && Number.isInteger(k) && k * this.sizes[1] === b ? k : null;
  }

  /** Writes a shape under the given name; sizes that differ are multiples of the batch size. */
  private shape(name: string, what: string, a: Shape, b: Shape): void {
    const parts = a.map((size, i) => {
      if (size === b[i]) return this.integers([size]);
      const k = this.multiple(size, b[i] as number) ?? differ(what);
      this.batchName ??= this.batch();
      return k === 1 ? this.batchName : this.write('Mul', [this.batchName, this.integers([k])]);
    });
    this.write('Concat', parts, { axis: 0 }, name);
  }

  /** A shape that a node needs. 0 keeps a size of a reshaped tensor, 1 of an expanded one; −1 is inferred. */
  target(a: Target, b: Target): void {
    const what = `${a.kind} to ${showShape(a.to)}`;
    if (a.kind !== b.kind || a.to.length !== b.to.length) differ(what);
    if (a.kind === 'reshape' && a.to.includes(0)) failType('toOnnx', `expected shapes with elements, got ${showShape(a.to)}`);
    const shape = a.to.map((size, i) => {
      if (size === b.to[i]) return size;
      const kept = a.kind === 'reshape' ? i : i - a.to.length + a.from.length;
      const keeps = size === a.from[kept] && b.to[i] === b.from[kept];
      return keeps ? (a.kind === 'reshape' ? 0 : 1) : -1;
    });
    const open = shape.filter((size) => size === -1).length;
    if (open <= (a.kind === 'reshape' ? 1 : 0)) this.constants.push({ name: a.name, shape: [shape.length], data: shape });
    else this.shape(a.name, what, a.to, b.to);
  }

  /** A constant of both drafts. One that only repeats for a larger batch is stored once, and expanded. */
  constant(a: Made, b: Made): void {
    const { what } = a;
    if (a.data === b.data) return void this.constants.push(a);
    if (a.shape.length !== b.shape.length) differ(what);
    const open = a.shape.map((size, i) => size !== b.shape[i]);
    const [p, q] = [once(a, open), once(b, open)];
    if (p === null || q === null || !sameData(p, q)) return differ(what);
    if (!open.includes(true)) return void this.constants.push(a);
    const [name, shape] = [this.fresh('constant'), this.fresh('shape')];
    this.constants.push({ name, shape: a.shape.map((size, i) => (open[i] ? 1 : size)), data: p });
    this.shape(shape, what, a.shape, b.shape);
    this.write('Expand', [name, shape], {}, a.name);
  }
}

type Data = Constant['data'];

const sameData = (a: Data, b: Data): boolean =>
  a.constructor === b.constructor && a.length === b.length && a.every((x: number, i: number) => Object.is(x, b[i]));

/** The elements at index 0 of the open dims; null if those at other indices differ. */
function once({ shape, data }: Constant, open: readonly boolean[]): Data | null {
  if (!open.includes(true)) return data;
  const sizes = shape.map((size, i) => (open[i] ? 1 : size));
  const steps = stridesOf(sizes).map((step, i) => (open[i] ? 0 : step));
  const strides = stridesOf(shape);
  const out = (data as TensorArray).slice(0, numelOf(sizes));
  const seen = new Uint8Array(out.length);
  for (let i = 0; i < data.length; i++) {
    const at = steps.reduce((sum, step, d) => sum + (Math.floor(i / (strides[d] as number)) % (shape[d] as number)) * step, 0);
    if (seen[at] === 0) out[at] = data[i] as number;
    else if (!Object.is(out[at], data[i])) return null;
    seen[at] = 1;
  }
  return out;
}

/** One graph for any batch. @throws {TypeError} for ops that ONNX lacks, or if the two batches result in different graphs. */
export function buildGraph(model: Module, two: Trace, three: Trace, io: Names, dims: BatchDims): Graph {
  const state = new Map(Object.entries(model.stateDict()).map(([name, t]) => [t, name]));
  const [p, q] = [draftOf(state, two, io), draftOf(state, three, io)];
  if (two.outputs.length !== three.outputs.length) differ('a number of outputs');
  p.nodes.forEach((node, i) => {
    if (JSON.stringify(node) !== JSON.stringify(q.nodes[i])) differ(node.op);
  });
  const first = Math.max(
    0,
    dims.findIndex((d) => d !== null),
  );
  const dim = dims[first] ?? 0;
  const sizeIn = (trace: Trace): number => (trace.inputs[first] as (typeof trace.inputs)[0]).shape[dim] as number;
  const union = new Union(p.fresh, [sizeIn(two), sizeIn(three)], io.inputs[first] as string, dim);
  p.constants.forEach((a, i) => {
    const b = q.constants[i];
    if ('to' in a) union.target(a, b !== undefined && 'to' in b ? b : differ(a.name));
    else union.constant(a, b !== undefined && !('to' in b) ? b : differ(a.name));
  });
  const several = two.outputs.length > 1;
  return {
    nodes: [...union.head, ...p.nodes],
    constants: union.constants,
    inputs: two.inputs.map(({ dtype, shape }, i) => ({
      name: io.inputs[i] as string,
      type: dtype,
      shape: shape.map((size, d) => (d === dims[i] ? 'batch' : size)),
    })),
    outputs: two.outputs.map(({ dtype, shape }, i): Value => {
      const name = io.outputs[i] as string;
      const other = (three.outputs[i] as (typeof three.outputs)[0]).shape;
      const open = (size: number, d: number): string =>
        union.multiple(size, other[d] as number) === 1 ? 'batch' : several ? `${name}_size_${d}` : `size_${d}`;
      return { name, type: dtype, shape: shape.map((size, d) => (size === other[d] ? size : open(size, d))) };
    }),
  };
}
