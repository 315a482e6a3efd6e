// softmax, logSoftmax and logsumexp: each row shifted by its maximum.
import { alongDim, map, type Nd, reduce } from './nd.ts';
import { sumOf } from './reduce.ts';

/** The maximum; NaN where there is one. */
const top = (row: Float64Array): number => row.reduce((m, x) => Math.max(m, x), -Infinity);

function logSumExpOf(row: Float64Array): number {
  const m = top(row);
  return Math.abs(m) === Infinity ? m : m + Math.log(sumOf(row.map((x) => Math.exp(x - m))));
}

function logSoftmaxOf(row: Float64Array): Float64Array {
  const m = top(row);
  const l = Math.log(sumOf(row.map((x) => Math.exp(x - m))));
  return row.map((x) => x - m - l);
}

export const logSoftmax = (x: Nd, dim: number): Nd => alongDim(x, dim, logSoftmaxOf);

export const softmaxes = {
  'F.softmax': (x: Nd, dim: number) => map(logSoftmax(x, dim), Math.exp),
  'F.softmin': (x: Nd, dim: number) =>
    map(
      logSoftmax(
        map(x, (v) => -v),
        dim,
      ),
      Math.exp,
    ),
  'F.logSoftmax': logSoftmax,
  logsumexp: (x: Nd, dim?: number | readonly number[] | null, { keepdim = false }: { keepdim?: boolean } = {}) =>
    reduce(x, dim, keepdim, logSumExpOf),
};
