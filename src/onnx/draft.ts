/** The graph of one trace, for the batch with which it was traced. */
import type { DType, TensorArray } from '../core.ts';
import { failType } from '../errors.ts';
import { numelOf, type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type Builder, type Conversion, refuse } from './builder.ts';
import { curveOps } from './curves.ts';
import type { Attributes, Constant, OnnxNode } from './graph.ts';
import { TYPES } from './graph.ts';
import { indexOps } from './indexing.ts';
import { layerOps } from './layers.ts';
import { elementOps } from './ops.ts';
import { rearrangeOps } from './rearrange.ts';
import { recurrentOps } from './recurrent.ts';
import { reduceOps } from './reductions.ts';
import { operandsOf, type Step, type Trace } from './trace.ts';

/** Every conversion, by the name that the op reports. */
export const CONVERSIONS: Readonly<Record<string, unknown>> = {
  ...elementOps,
  ...curveOps,
  ...reduceOps,
  ...indexOps,
  ...rearrangeOps,
  ...layerOps,
  ...recurrentOps,
};

/** The shape that a node needs as an input, and the shape of the tensor that it reshapes or expands. */
export interface Target {
  name: string;
  kind: 'reshape' | 'expand';
  from: Shape;
  to: Shape;
}

/** A constant, with a description for messages. */
export type Made = Constant & { what: string };

export interface Draft {
  nodes: OnnxNode[];
  constants: (Made | Target)[];
  /** A name that is not in use yet. */
  fresh: (stem: string) => string;
}

/** The names of the inputs and outputs. */
export interface Names {
  inputs: readonly string[];
  outputs: readonly string[];
}

/** The steps that the outputs depend on, in order; if several have one result, the last. */
function needed({ steps, outputs }: Trace): Step[] {
  const wanted = new Set<unknown>(outputs);
  const kept: Step[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i] as Step;
    if (!wanted.delete(step.out)) continue;
    kept.push(step);
    for (const t of operandsOf(step)) wanted.add(t);
  }
  return kept.reverse();
}

/** Converts a vector to the type's array. */
const arrayOf = (dtype: DType, values: readonly number[]): TensorArray =>
  dtype === 'float32' ? Float32Array.from(values) : dtype === 'int32' ? Int32Array.from(values) : Uint8Array.from(values);

export function draftOf(state: ReadonlyMap<Tensor, string>, trace: Trace, io: Names): Draft {
  const nodes: OnnxNode[] = [];
  const constants: Draft['constants'] = [];
  const given = new Set([...io.inputs, ...io.outputs]);
  const taken = new Set([...state.values(), ...given]);
  const names = new Map<Tensor, string>(trace.inputs.map((t, i) => [t, io.inputs[i] as string]));
  const counts = new Map<string, number>();
  const written = new Map<string, readonly string[]>();
  const fresh = (stem: string): string => {
    const n = counts.get(stem) ?? 0;
    counts.set(stem, n + 1);
    const name = `${stem}_${n}`;
    return taken.has(name) ? fresh(stem) : name;
  };
  /** Writes a node, unless an equal one exists. */
  const write = (op: string, inputs: readonly string[], attributes: Attributes, count: number): readonly string[] => {
    const key = JSON.stringify([op, inputs, attributes]);
    const known = written.get(key);
    if (known !== undefined) return known;
    const outputs = Array.from({ length: count }, () => fresh(op.toLowerCase()));
    written.set(key, outputs);
    nodes.push({ op, inputs, outputs, attributes });
    return outputs;
  };
  /** Stores a small constant, unless an equal one exists. */
  const store = (stem: string, shape: Shape, data: Constant['data']): string => {
    const key = `${stem} ${shape} ${String(data)} ${Object.prototype.toString.call(data)}`;
    const known = written.get(key)?.[0];
    if (known !== undefined) return known;
    const name = fresh(stem);
    written.set(key, [name]);
    constants.push({ name, shape, data, what: `a number of ${op}` });
    return name;
  };
  let op = '';
  const find = (t: Tensor): string => {
    const known = names.get(t);
    if (known !== undefined) return known;
    const folded = trace.constants.get(t);
    if (folded === undefined && trace.isMadeInside(t)) {
      failType(
        'toOnnx',
        `expected operands of ${op} that the export can trace, got one of shape ${showShape(t.shape)} made in forward by an op ` +
          'that it does not follow; register constants as buffers of the module',
      );
    }
    const key = folded === undefined ? state.get(t) : undefined;
    const name = key === undefined || given.has(key) ? fresh('constant') : key;
    names.set(t, name);
    const data = folded?.data ?? t.toTypedArray();
    constants.push({ name, shape: t.shape, data, what: `the result of ${folded?.op ?? op}, of shape ${showShape(t.shape)},` });
    return name;
  };
  const g: Builder = {
    node: (name, inputs, attributes = {}) => write(name, inputs, attributes, 1)[0] as string,
    output: (number, of, name, inputs, attributes = {}) => write(name, inputs, attributes, of)[number] as string,
    value: (t, dtype = t.dtype) => (dtype === t.dtype ? find(t) : g.cast(find(t), dtype)),
    cast: (name, dtype) => g.node('Cast', [name], { to: TYPES[dtype] }),
    number: (x, dtype = 'float32') => store('number', [], arrayOf(dtype, [x])),
    integers: (values) => store('integers', [values.length], values),
    ones: (shape) => store('ones', shape, new Float32Array(numelOf(shape)).fill(1)),
    range: (n) =>
      store(
        'range',
        [n],
        Int32Array.from({ length: n }, (_, i) => i),
      ),
    shape: (kind, from, to) => {
      const name = fresh('shape');
      constants.push({ name, kind, from, to });
      return name;
    },
  };
  for (const step of needed(trace)) {
    op = step.op;
    const convert = Object.hasOwn(CONVERSIONS, op) ? (CONVERSIONS[op] as Conversion) : refuse(step);
    names.set(step.out, convert(g, step));
  }
  op = 'the output';
  trace.outputs.forEach((t, i) => {
    nodes.push({ op: 'Identity', inputs: [g.value(t)], outputs: [io.outputs[i] as string], attributes: {} });
  });
  return { nodes, constants, fresh };
}
