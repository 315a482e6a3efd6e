// What the ops table teaches about its ops: which take one array of any shape, which two that broadcast, and small calls of the rest.

import { rows } from '../support/optable/all.ts';
import { EXACT, isConstant, type OpRow, SUM } from '../support/optable.ts';
import { Random } from '../support/random.ts';
import { isNd, type Nd } from '../support/reference/nd.ts';

/** The values that an argument may have, by its dtype. */
export interface Range {
  low: number;
  high: number;
}

export interface TableOp {
  name: string;
  tolerance: readonly [number, number];
  gradient: boolean;
}

export interface Unary extends TableOp {
  ranges: Map<Nd['dtype'], Range>;
  /** Whether it takes an array of no elements. */
  empty: boolean;
}

export interface Binary extends TableOp {
  /** By both dtypes. */
  ranges: Map<string, [Range, Range]>;
}

export interface Fixed extends TableOp {
  args: readonly unknown[];
  /** Arrays that take no gradient, in whose place no variable comes. */
  constants: ReadonlySet<Nd>;
  /** Arrays in whose place no variable comes, though they may take a gradient. */
  own: ReadonlySet<Nd>;
}

/** No larger array takes part: derivatives are differences, one for each element. */
export const MOST = 40;

const finite = (x: Nd): boolean => x.data.every((v) => Number.isFinite(v) && Math.abs(v) <= 1000);

function widen(range: Range | undefined, { data }: Nd): Range {
  const start = range ?? { low: Infinity, high: -Infinity };
  return data.reduce(({ low, high }, v) => ({ low: Math.min(low, v), high: Math.max(high, v) }), start);
}

const arrays = (value: unknown): Nd[] => {
  if (isNd(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(arrays);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(arrays);
  return [];
};

/** Which of an op's arguments must rise, or be an order, as no variable need do. */
const SORTED: Record<string, number> = { searchsorted: 0, bucketize: 1 };
const sortedIn = (name: string, args: readonly unknown[]): unknown[] =>
  args.map((arg, i) => {
    const option = ['offsets', 'sorter'].find((key) => typeof arg === 'object' && arg !== null && key in arg);
    if (option !== undefined) return (arg as Record<string, unknown>)[option];
    return SORTED[name] === i ? arg : [];
  });

/** Views, which the planner makes itself, and what has no tensor to start from. */
const ELSEWHERE = new Set(
  (
    'reshape view flatten squeeze unsqueeze expand narrow select slice transpose permute t split chunk contiguous detach diagonal ' +
    'movedim swapaxes unflatten unbind cat stack ' +
    'zeros ones full zerosLike onesLike arange linspace eye'
  ).split(' '),
);

/** To shrink by nothing leaves x as it is, but its slope is 0 at 0, in PyTorch too: no difference of values shows that. */
const hidesItsSlope = (name: string, args: readonly unknown[]): boolean =>
  /shrink$/.test(name) && (args[1] as { lambd?: number } | undefined)?.lambd === 0;

export const unary: Unary[] = [];
export const binary: Binary[] = [];
export const fixed: Fixed[] = [];

function learn(row: OpRow): void {
  if (ELSEWHERE.has(row.name) || row.contiguousOnly) return;
  const samples = [...row.samples(new Random(row.name))].filter(({ args }) => arrays(args).every(finite));
  const smooth = samples.some(({ gradient }) => gradient);
  const op = { name: row.name, tolerance: row.tolerance ?? SUM, gradient: smooth };
  // the ranges are those of the smooth samples: there the function is at its best
  const ones = samples.filter(({ args, gradient }) => args.length === 1 && isNd(args[0]) && (gradient || !smooth));
  const ranks = new Set(ones.map(({ args }) => (args[0] as Nd).shape.length));
  if (ranks.size > 2) {
    const ranges: Unary['ranges'] = new Map();
    for (const { args } of ones) {
      const x = args[0] as Nd;
      ranges.set(x.dtype, widen(ranges.get(x.dtype), x));
    }
    unary.push({ ...op, ranges, empty: ones.some(({ args }) => (args[0] as Nd).data.length === 0) });
  }
  const twos = samples.filter(({ args, gradient }) => args.length === 2 && args.every(isNd) && (gradient || !smooth));
  if (twos.some(({ args }) => String((args as Nd[]).map((x) => x.shape)) === '3,1,1,4')) {
    const ranges: Binary['ranges'] = new Map();
    for (const { args } of twos) {
      const [a, b] = args as [Nd, Nd];
      const key = `${a.dtype} ${b.dtype}`;
      const [left, right] = ranges.get(key) ?? [];
      ranges.set(key, [widen(left, a), widen(right, b)]);
    }
    binary.push({ ...op, ranges });
  }
  for (const { args, gradient } of samples) {
    const found = arrays(args);
    // the tensor itself, or a view of it
    if (row.name === 'Tensor.to' && found[0]?.dtype === args[1]) continue;
    if (row.name === 'einsum' && found.length === 1) continue;
    if (found.length === 0 || found.some((x) => x.data.length > MOST || x.data.length === 0)) continue;
    const constants = found.filter((x) => x.dtype === 'float32' && isConstant(x));
    // what it means is defined for log-probabilities alone
    const own = new Set(row.name === 'F.ctcLoss' ? arrays(args[0]) : []);
    fixed.push({
      ...op,
      gradient: gradient && !hidesItsSlope(row.name, args),
      args,
      constants: new Set([...constants, ...arrays(sortedIn(row.name, args))]),
      own,
    });
  }
}

rows.forEach(learn);
export const exact = EXACT;
export const toleranceOf = (name: string): readonly [number, number] => rows.find((row) => row.name === name)?.tolerance ?? SUM;
