// What is done with each row and sample of the op table.
import { expect } from 'vitest';
import { Node } from '../../src/autograd/node.ts';
import { full, type Tensor } from '../../src/index.ts';
import { near } from './golden.ts';
import { call, find, isTensor, type Layout, read, toArguments, toTensor } from './library.ts';
import { arraysIn, describeArgs, isConstant, type OpRow, type Sample, SUM, substitute } from './optable.ts';
import type { Random } from './random.ts';
import { clone, isNd, mapNd, type Nd } from './reference/nd.ts';
import { byName, type Result, refer } from './reference.ts';

const copy = (args: readonly unknown[]): unknown[] => mapNd([...args], clone) as unknown[];
const results = (name: string, args: readonly unknown[]): Record<string, Tensor> =>
  byName(call(name, ...args) as Result<Tensor>, isTensor);
const truth = (name: string, args: readonly unknown[]): Record<string, Nd> => byName(refer(name, copy(args)), isNd);

/** The first difference from the reference, or nothing. */
function difference(got: Tensor, want: Nd, [rtol, atol]: readonly [number, number]): string | undefined {
  const { shape, dtype, data } = read(got);
  if (shape.join() !== want.shape.join()) return `shape [${shape}], not [${want.shape}]`;
  if (dtype !== want.dtype) return `dtype ${dtype}, not ${want.dtype}`;
  const exact = rtol === 0 && atol === 0;
  const largest = want.data.reduce((m, v) => (Number.isFinite(v) ? Math.max(m, Math.abs(v)) : m), 1);
  for (let i = 0; i < data.length; i++) {
    const reference = exact && dtype === 'float32' ? Math.fround(want.data[i]!) : want.data[i]!;
    if (!near(data[i]!, reference, [rtol, atol * largest])) return `${data[i]} at flat position ${i}, not ${reference}`;
  }
  return undefined;
}

export function checkValue(row: OpRow, sample: Sample, layout: Layout): void {
  const where = `${row.name}(${describeArgs(sample.args)}), ${layout}`;
  const { args, tensors } = toArguments(sample.args, (x) => toTensor(x, { layout }));
  const got = results(row.name, args);
  const moved = copy(sample.args);
  const want = byName(refer(row.name, moved), isNd);
  expect(Object.keys(got), where).toEqual(Object.keys(want));
  for (const name of Object.keys(want))
    expect(difference(got[name]!, want[name]!, row.tolerance ?? SUM), `${where}: ${name}`).toBeUndefined();
  arraysIn(moved).forEach((x, i) =>
    expect(difference(tensors[i]!, x, SUM), `${where}: argument ${i} afterwards`).toBeUndefined(),
  );
}

/** The method of the first argument gives the same bits as the function. */
export function checkMethod(row: OpRow, sample: Sample): void {
  const { args } = toArguments(sample.args, (x) => toTensor(x));
  const self = args[0] as Tensor & Record<string, (...args: unknown[]) => Result<Tensor>>;
  find(row.name);
  expect(typeof self[row.name], `method ${row.name}`).toBe('function');
  const got = byName(self[row.name]!(...args.slice(1)), isTensor);
  const want = results(row.name, args);
  for (const name of Object.keys(want)) expect(read(got[name]!), describeArgs(sample.args)).toEqual(read(want[name]!));
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((s, v, i) => s + v * b[i]!, 0);
const length = (a: ArrayLike<number>): number => Math.sqrt(dot(a, a));

/** Steps this small leave a central difference of float64 good to ten digits. */
const STEP = 1e-5;

/** d/dt of Σ u · f(x + t v) at 0, from the reference. */
function slope(name: string, args: readonly unknown[], x: Nd, v: Nd, u: Record<string, Nd>): number {
  const at = (t: number): number => {
    const moved = { ...x, data: x.data.map((value, i) => value + t * v.data[i]!) };
    const outputs = truth(name, substitute(args, x, moved));
    return Object.entries(u).reduce((sum, [key, weights]) => sum + dot(outputs[key]!.data, weights.data), 0);
  };
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

/** Σ u · output over all outputs, which needs none of their values. */
function objective(outputs: Record<string, Tensor>, u: Record<string, Nd>): Tensor {
  const terms = Object.keys(u).map((name) => outputs[name]!.mul(toTensor(u[name]!)).sum());
  return terms.slice(1).reduce((sum, term) => sum.add(term), terms[0]!);
}

/** Gives the memory of these tensors back and writes over it, so that whatever a backward reads must have been saved. */
function free(tensors: readonly Tensor[]): void {
  const sizes = tensors.map((t) => t.numel);
  for (const t of tensors) t.dispose();
  for (const n of sizes) full([n], Number.NaN).dispose();
}

/** The nodes of an op: those from its outputs down to its inputs. */
export function nodesOf(outputs: readonly Tensor[], inputs: readonly Tensor[] = []): Node[] {
  const found = new Set<Node>();
  const visit = (node: Node | null): void => {
    if (node === null || found.has(node) || inputs.some((t) => t.node === node)) return;
    found.add(node);
    for (const edge of node.edges) if (edge instanceof Node) visit(edge);
  };
  for (const t of outputs) visit(t.node);
  return [...found];
}

/**
 * A random projection of the outputs, differentiated along a random direction of each input, after the memory of every input
 * and output was given back. `sabotage` gets the nodes of the op before.
 */
export function checkGradient(
  row: OpRow,
  sample: Sample,
  layout: Layout,
  random: Random,
  sabotage: (node: Node) => void = () => {},
): void {
  const variables = arraysIn(sample.args).filter((x) => !isConstant(x));
  if (Object.values(truth(row.name, sample.args)).some((x) => x.data.some(Number.isNaN))) return; // no slope at NaN
  const leaves = new Map<Nd, Tensor>();
  const { args, tensors } = toArguments(sample.args, (x) => {
    const leaf = toTensor(x, { layout, requiresGrad: variables.includes(x) });
    leaves.set(x, leaf);
    return layout === 'plain' ? leaf.clone() : leaf.expand(leaf.shape);
  });
  const outputs = results(row.name, args);
  const floats = Object.entries(outputs).filter(([, t]) => t.dtype === 'float32');
  for (const [name, t] of floats) expect(t.requiresGrad, `${row.name} ${name} requires grad`).toBe(row.name !== 'detach');
  if (row.name === 'detach') return;
  const u = Object.fromEntries(floats.map(([name, t]) => [name, random.real(t.shape, -1, 1)]));
  nodesOf(Object.values(outputs), tensors).forEach(sabotage);
  const loss = objective(outputs, u);
  free([...tensors, ...Object.values(outputs)]);
  loss.backward();
  arraysIn(sample.args).forEach((x, i) => {
    if (!variables.includes(x) || x.data.length === 0) return;
    const where = `${row.name}(${describeArgs(sample.args)}), ${layout}: gradient of array ${i}`;
    const v = random.real(x.shape, -1, 1);
    const { grad } = leaves.get(x)!;
    expect(grad?.shape, where).toEqual(x.shape);
    const got = grad!.toTypedArray();
    const want = slope(row.name, sample.args, x, v, u);
    const allowed = (row.gradientTolerance ?? 1e-5) * length(got) * length(v.data) + 1e-6;
    expect(Math.abs(dot(got, v.data) - want), `${where}: ${dot(got, v.data)}, not ${want}`).toBeLessThanOrEqual(allowed);
  });
}

export function checkErrors(row: OpRow, [args, type, message]: NonNullable<OpRow['errors']>[number]): void {
  find(row.name);
  const { args: made } = toArguments(args, (x) => toTensor(x));
  const attempt = (): unknown => call(row.name, ...made);
  expect(attempt, describeArgs(args)).toThrow(message);
  expect(attempt, describeArgs(args)).toThrow(type);
}
