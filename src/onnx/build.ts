/** Builds one graph for batches of any size from two traces of a model, on batches of two sizes. */
import { failType } from '../errors.ts';
import type { Module } from '../nn/module.ts';
import { numelOf, type Shape, showShape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { type Builder, type Conversion, refuse } from './builder.ts';
import type { Attributes, Constant, Graph, OnnxNode, Value } from './graph.ts';
import { layerOps } from './layers.ts';
import { elementOps } from './ops.ts';
import type { Step, Trace } from './trace.ts';

const CONVERSIONS = { ...elementOps, ...layerOps };

/** The shape that a node needs as an input, and the shape of the tensor that it reshapes or expands. */
interface Target {
  kind: 'reshape' | 'expand';
  from: Shape;
  to: Shape;
}

/** The graph of one trace, with the shapes of the trace's batch. */
interface Draft {
  nodes: OnnxNode[];
  constants: (Constant | (Target & { name: string }))[];
}

/** The steps that the output depends on, in order. */
function needed({ steps, output }: Trace): Step[] {
  const wanted = new Set<unknown>([output]);
  const kept: Step[] = [];
  for (const step of [...steps].reverse()) {
    if (!wanted.has(step.out)) continue;
    kept.push(step);
    for (const t of step.inputs) wanted.add(t);
  }
  return kept.reverse();
}

function draftOf(model: Module, trace: Trace): Draft {
  const nodes: OnnxNode[] = [];
  const constants: Draft['constants'] = [];
  const state = new Map(Object.entries(model.stateDict()).map(([name, t]) => [t, name]));
  const taken = new Set([...state.values(), 'input', 'output']);
  const names = new Map<Tensor, string>([[trace.input, 'input']]);
  const counts = new Map<string, number>();
  const fresh = (stem: string): string => {
    const n = counts.get(stem) ?? 0;
    counts.set(stem, n + 1);
    const name = `${stem}_${n}`;
    return taken.has(name) ? fresh(stem) : name;
  };
  const add = (constant: Omit<Constant, 'name'> | Target, stem: string): string => {
    const name = fresh(stem);
    constants.push({ ...constant, name });
    return name;
  };
  let op = '';
  const find = (t: Tensor, type: Tensor['dtype']): string => {
    if (t.dtype !== type) failType('toOnnx', `expected ${type} operands of ${op}, got ${t.dtype}; convert them before exporting`);
    const known = names.get(t);
    if (known !== undefined) return known;
    if (trace.isMadeInside(t)) {
      failType(
        'toOnnx',
        `expected operands of ${op} that are computed from the input by ops with gradients, got one of shape ${showShape(t.shape)} made ` +
          'otherwise in forward (a new tensor, a comparison, noGrad or detach); register constants as buffers of the module',
      );
    }
    const key = state.get(t);
    const name = key === undefined || key === 'input' || key === 'output' ? fresh('constant') : key;
    names.set(t, name);
    constants.push({ name, shape: t.shape, data: t });
    return name;
  };
  const g: Builder = {
    node(name, inputs, attributes: Attributes = {}) {
      const output = fresh(name.toLowerCase());
      nodes.push({ op: name, inputs, output, attributes });
      return output;
    },
    value: (t) => find(t, 'float32'),
    indices: (t) => find(t, 'int32'),
    number: (x) => add({ shape: [], data: Float32Array.of(x) }, 'number'),
    integers: (values) => add({ shape: [values.length], data: values }, 'integers'),
    ones: (shape) => add({ shape, data: new Float32Array(numelOf(shape)).fill(1) }, 'ones'),
    shape: (kind, from, to) => add({ kind, from, to }, 'shape'),
  };
  for (const step of needed(trace)) {
    op = step.op;
    const convert = Object.hasOwn(CONVERSIONS, op) ? (CONVERSIONS[op] as Conversion) : refuse(step);
    names.set(step.out, convert(g, step));
  }
  op = 'the output';
  nodes.push({ op: 'Identity', inputs: [g.value(trace.output)], output: 'output', attributes: {} });
  return { nodes, constants };
}

const differ = (what: string): never =>
  failType(
    'toOnnx',
    `expected a forward that makes the same calls for every batch, got ${what} that differs between two batches`,
  );

/** The shape to write, from its values for two batches: 0 (reshape) or 1 (expand) keeps a size, −1 is inferred. */
function openShape(a: Target, b: Target): number[] {
  const shape = a.to.map((size, i) => {
    if (size === b.to[i]) return size;
    const kept = a.kind === 'reshape' ? i : i - a.to.length + a.from.length;
    const keeps = size === a.from[kept] && b.to[i] === b.from[kept];
    return keeps ? (a.kind === 'reshape' ? 0 : 1) : -1;
  });
  const open = shape.filter((size) => size === -1).length;
  if (open > (a.kind === 'reshape' ? 1 : 0)) differ(`${a.kind} to ${showShape(a.to)}`);
  if (a.kind === 'reshape' && a.to.includes(0)) failType('toOnnx', `expected shapes with elements, got ${showShape(a.to)}`);
  return shape;
}

/** The constant that both drafts have in common. */
function agreed(a: Draft['constants'][number], b: Draft['constants'][number] | undefined): Constant {
  if ('to' in a) {
    if (b === undefined || !('to' in b)) return differ(a.name);
    const data = openShape(a, b);
    return { name: a.name, shape: [data.length], data };
  }
  if (b === undefined || 'to' in b) return differ(a.name);
  const same = a.data === b.data || (!(a.data instanceof Tensor) && String(a.data) === String(b.data));
  return same ? a : differ(a.name);
}

/** One graph for any batch. @throws {TypeError} for ops that ONNX lacks, or if the two batches give different graphs. */
export function buildGraph(model: Module, two: Trace, three: Trace): Graph {
  const [p, q] = [draftOf(model, two), draftOf(model, three)];
  p.nodes.forEach((node, i) => {
    if (JSON.stringify(node) !== JSON.stringify(q.nodes[i])) differ(node.op);
  });
  const sizes = two.output.shape.map((size, i) => {
    if (size === three.output.shape[i]) return size;
    return size === two.input.shape[0] && three.output.shape[i] === three.input.shape[0] ? 'batch' : `size_${i}`;
  });
  const { dtype, shape } = two.input;
  return {
    nodes: p.nodes,
    constants: p.constants.map((constant, i) => agreed(constant, q.constants[i])),
    input: { name: 'input', type: dtype as Value['type'], shape: ['batch', ...shape.slice(1)] },
    output: { name: 'output', type: 'float32', shape: sizes },
  };
}
