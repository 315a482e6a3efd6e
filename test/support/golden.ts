// Reads the fixtures of test/golden: their types, decoding, and the comparison rule of their README.
import { readFileSync } from 'node:fs';
import { type Dtype, type Nd, size } from './reference/nd.ts';

export interface FixtureTensor {
  shape: number[];
  dtype: 'float32' | 'float64' | 'int64' | 'bool';
  data?: (number | string)[];
  formula?: { a: number; b: number; m: number; scale: number; offset: number };
  /** With it, only these flat positions are stored. */
  index?: number[];
}

export type Params = Record<string, unknown>;
export type Tolerance = readonly [rtol: number, atol: number];

export interface OpCase {
  id: string;
  kind?: undefined;
  op: string;
  inputs: Record<string, FixtureTensor | FixtureTensor[]>;
  params: Params;
  grad_outputs?: Record<string, FixtureTensor>;
  outputs: Record<string, FixtureTensor>;
  outputs64?: Record<string, FixtureTensor>;
  grads?: Record<string, FixtureTensor>;
  grads64?: Record<string, FixtureTensor>;
  tol: Record<string, Tolerance>;
}

export interface TrainCase {
  id: string;
  kind: 'train';
  model: { sizes: number[]; activation: string };
  loss: 'cross_entropy' | 'nll_of_log_softmax';
  loss_params?: Params;
  batch_size: number;
  steps: number;
  optimizer: { name: string; params: Params };
  scheduler?: { name: string; params: Params; per: 'step' | 'epoch' };
  clip_grad_norm?: number;
  losses: FixtureTensor;
  losses64: FixtureTensor;
  final: Record<string, FixtureTensor>;
  final64: Record<string, FixtureTensor>;
  tol: Record<string, Tolerance>;
}

export interface SchedulerCase {
  id: string;
  kind: 'scheduler';
  scheduler: string;
  params: Params;
  steps: number;
  optimizer: { name: string; params: Params };
  lrs: number[];
  momenta?: number[];
  metrics?: (number | string)[];
}

export interface ScenarioCase {
  id: string;
  kind: 'scenario';
  python: string;
  returns: string[];
  inputs: Record<string, FixtureTensor>;
  results: Record<string, unknown>;
  results64: Record<string, FixtureTensor>;
  tol: Record<string, Tolerance>;
}

export interface InitCase {
  id: string;
  kind: 'init';
  initialiser: string;
  shape: number[];
  params: Params;
  mean: number;
  std: number;
  bound?: number;
  std_rel_tol: number;
  mean_abs_tol: number;
}

export interface RngCase {
  id: string;
  kind: 'rng';
  seed: number;
  call: [string, ...(number | string | boolean)[]];
  result: unknown;
  after?: FixtureTensor;
}

export interface ErrorCase {
  id: string;
  kind: 'error';
  op?: string;
  inputs?: OpCase['inputs'];
  params?: Params;
  python?: string;
  raises: { type: string; message: string } | null;
}

export type Case = OpCase | TrainCase | SchedulerCase | ScenarioCase | InitCase | RngCase | ErrorCase;

export interface Fixture {
  format: string;
  meta: { count: number };
  cases: Case[];
  shared?: { x: FixtureTensor; y: FixtureTensor; init: Record<string, FixtureTensor> };
  [table: string]: unknown;
}

/** A fixture file by its name without `.json`. */
export function load(name: string): Fixture {
  const fixture = JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as Fixture;
  if (fixture.format !== 'torch-golden/1' || fixture.cases.length !== fixture.meta.count)
    throw new Error(`${name}.json is not a whole torch-golden/1 file`);
  return fixture;
}

/** A stored number: "NaN", "Infinity" and "-Infinity" are strings. */
export const number = (value: unknown): unknown =>
  value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : value;

const DTYPE: Record<FixtureTensor['dtype'], Dtype> = {
  float32: 'float32',
  float64: 'float64',
  int64: 'int32',
  bool: 'bool',
};

/** A tensor stored by some of its elements has no Nd: its `stored` elements go with their places. */
export function stored(t: FixtureTensor): { values: Float64Array; index?: number[] } {
  const round = t.dtype === 'float32' ? Math.fround : (x: number) => x;
  if (t.formula) {
    const { a, b, m, scale, offset } = t.formula;
    return {
      values: Float64Array.from({ length: size(t.shape) }, (_, i) => ((i * a + b) % m) * scale + offset),
    };
  }
  const values = Float64Array.from(t.data!, (v) => round(Number(v)));
  if (values.length !== (t.index?.length ?? size(t.shape))) throw new Error('the data does not fill the shape');
  return t.index ? { values, index: t.index } : { values };
}

export function decode(t: FixtureTensor): Nd {
  if (t.index) throw new Error('only some elements are stored');
  return { shape: t.shape, dtype: DTYPE[t.dtype], data: stored(t).values };
}

/** One stored value against one computed: the rule of the fixtures' README. */
export function near(x: number, reference: number, [rtol, atol]: Tolerance): boolean {
  if (x === reference || (Number.isNaN(x) && Number.isNaN(reference))) return true;
  if (Math.abs(x - reference) <= rtol * Math.abs(reference) + atol) return true;
  const overflow = Math.abs(x) === Infinity && Math.abs(reference) > 3.4028235e38;
  return overflow && Math.sign(x) === Math.sign(reference);
}

/** A result in the fixture's terms. */
export interface Computed {
  shape: readonly number[];
  dtype: Dtype;
  data: ArrayLike<number>;
}

/** What is wrong with `got`, or nothing. A tolerance of [0, 0] means the float32 values to the bit. */
export function mismatch(
  got: Computed,
  want: FixtureTensor,
  want64: FixtureTensor | undefined,
  tolerance: Tolerance,
): string | undefined {
  if (got.shape.join() !== want.shape.join()) return `shape [${got.shape}], not [${want.shape}]`;
  if (got.dtype !== DTYPE[want.dtype]) return `dtype ${got.dtype}, not ${DTYPE[want.dtype]}`;
  const exact = tolerance[0] === 0 && tolerance[1] === 0;
  const { values, index } = stored(exact || !want64 ? want : want64);
  for (let j = 0; j < values.length; j++) {
    const i = index ? index[j]! : j;
    if (!near(got.data[i]!, values[j]!, exact ? [0, 0] : tolerance))
      return `${got.data[i]} at flat position ${i}, not ${values[j]} (tolerance ${tolerance})`;
  }
  return undefined;
}

/** `label_smoothing` → `labelSmoothing`, `T_max` → `tMax`. */
export function camelCase(name: string): string {
  const joined = name.replace(/(?<=\w)_(\w)/g, (_, c: string) => c.toUpperCase());
  return joined[0]!.toLowerCase() + joined.slice(1);
}

/** Parameters as an options object. */
export function options(params: Params): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([k, v]) => [camelCase(k), number(v)]));
}
