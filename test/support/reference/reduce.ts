// Reductions over none, one or several dims, scans and orderings.
import { alongDim, type Dtype, isNd, type Nd, reduce, zip } from './nd.ts';

type Dim = number | readonly number[] | null;
interface Keep {
  keepdim?: boolean;
}
interface Spread extends Keep {
  correction?: number;
}

/** Neumaier's compensated sum: the truth even for a million terms. */
export function sumOf(row: ArrayLike<number>): number {
  let sum = 0,
    lost = 0;
  for (let i = 0; i < row.length; i++) {
    const x = row[i]!,
      next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}

const meanOf = (row: Float64Array): number => sumOf(row) / row.length;

function varianceOf(row: Float64Array, correction: number): number {
  const mean = meanOf(row);
  return sumOf(row.map((x) => (x - mean) ** 2)) / Math.max(row.length - correction, 0);
}

/** The place of the largest, the first of equals; NaN beats all. */
export function argmaxOf(row: ArrayLike<number>): number {
  let best = 0;
  for (let i = 0; i < row.length; i++) {
    if (Number.isNaN(row[i])) return i;
    if (row[i]! > row[best]!) best = i;
  }
  return best;
}

const argminOf = (row: Float64Array): number => argmaxOf(row.map((x) => -x));

/** Places in sorted order, equal ones in their first order; NaN counts as the largest. */
function sortedPlaces(row: Float64Array, descending: boolean): number[] {
  const key = (i: number): number => (Number.isNaN(row[i]) ? Infinity : row[i]!);
  const nanFirst = (i: number, j: number): number => Number(Number.isNaN(row[i])) - Number(Number.isNaN(row[j]));
  const rising = (i: number, j: number): number => (key(i) === key(j) ? nanFirst(i, j) : key(i) - key(j));
  const places = Array.from(row, (_, i) => i);
  return places.sort((i, j) => (descending ? rising(j, i) : rising(i, j)) || i - j);
}

/** Picks along one dim, giving both what was picked and where it was. */
function picked(x: Nd, dim: number, choose: (row: Float64Array) => number[]): { values: Nd; indices: Nd } {
  return {
    values: alongDim(x, dim, (row) => choose(row).map((i) => row[i] ?? NaN)),
    indices: alongDim(x, dim, choose, 'int32'),
  };
}

function extreme(place: (row: Float64Array) => number) {
  return (x: Nd, dim?: number | null | Nd, { keepdim = false }: Keep = {}) => {
    if (isNd(dim)) return zip((a, b) => [a, b][place(Float64Array.of(a, b))]!, x, dim);
    const value = (row: Float64Array): number => row[place(row)]!;
    if (dim === undefined || dim === null) return reduce(x, null, false, value);
    return { values: reduce(x, dim, keepdim, value), indices: reduce(x, dim, keepdim, place, 'int32') };
  };
}

const over =
  (f: (row: Float64Array) => number, dtype?: (x: Nd) => Dtype) =>
  (x: Nd, dim?: Dim, { keepdim = false }: Keep = {}): Nd =>
    reduce(x, dim, keepdim, f, dtype?.(x) ?? x.dtype);

const counted = (x: Nd): Dtype => (x.dtype === 'float32' ? 'float32' : 'int32');

function normOf(row: Float64Array, p: number): number {
  if (row.length === 0) return 0;
  const a = row.map(Math.abs);
  if (p === Infinity) return a.reduce((m, v) => Math.max(m, v), 0);
  if (p === -Infinity) return a.reduce((m, v) => Math.min(m, v), Infinity);
  if (p === 0) return a.reduce((m, v) => m + Number(v !== 0), 0);
  return sumOf(a.map((v) => v ** p)) ** (1 / p);
}

export const reductions = {
  sum: over(sumOf, counted),
  mean: over(meanOf),
  prod: over((row) => row.reduce((a, b) => a * b, 1), counted),
  amax: over((row) => row[argmaxOf(row)]!),
  amin: over((row) => row[argminOf(row)]!),
  argmax: over(argmaxOf, () => 'int32'),
  argmin: over(argminOf, () => 'int32'),
  all: over(
    (row) => Number(row.every((x) => x !== 0)),
    () => 'bool',
  ),
  any: over(
    (row) => Number(row.some((x) => x !== 0)),
    () => 'bool',
  ),
  max: extreme(argmaxOf),
  min: extreme(argminOf),
  var: (x: Nd, dim?: Dim, { correction = 1, keepdim = false }: Spread = {}) =>
    reduce(x, dim, keepdim, (row) => varianceOf(row, correction)),
  std: (x: Nd, dim?: Dim, { correction = 1, keepdim = false }: Spread = {}) =>
    reduce(x, dim, keepdim, (row) => Math.sqrt(varianceOf(row, correction))),
  norm: (x: Nd, p = 2, dim?: Dim, { keepdim = false }: Keep = {}) => reduce(x, dim, keepdim, (row) => normOf(row, p)),
  cumsum: (x: Nd, dim: number) => alongDim(x, dim, (row) => row.map((_, i) => sumOf(row.subarray(0, i + 1))), counted(x)),
  sort: (x: Nd, dim = -1, { descending = false }: { descending?: boolean } = {}) =>
    picked(x, dim, (row) => sortedPlaces(row, descending)),
  topk: (x: Nd, k: number, dim = -1, { largest = true }: { largest?: boolean } = {}) =>
    picked(x, dim, (row) => sortedPlaces(row, largest).slice(0, k)),
};
