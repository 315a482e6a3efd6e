/** Sorts elements along a dim: all of them, or the first few. */

import { rare } from '../../../bindings/rare.ts';
import { SORT_BYTES, SORT_PLACES, SORT_ROOM } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { scatterGrad } from '../../array/indices.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { flag, readOptions, takes } from '../../options.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import type { ValuesIndices } from './extremum.ts';

/** Options of `sort`. */
export interface SortOptions {
  /** Sort from the greatest to the least. Default false. */
  descending?: boolean;
  /** Keep the order of equal elements; this is always so. */
  stable?: boolean;
}

/** Options of `topk`. */
export interface TopkOptions {
  /** Whether to take the greatest (true, the default) or the least. */
  largest?: boolean;
  /** Sort the result; this is always so. */
  sorted?: boolean;
}

const SORT = { descending: /* @__PURE__ */ flag(false), stable: /* @__PURE__ */ flag(false) };
const TOPK = { largest: /* @__PURE__ */ flag(true), sorted: /* @__PURE__ */ flag(true) };

/** The first `count` elements of each lane in order, with their positions. */
function ordered(fn: 'sort' | 'topk', x: Tensor, d: number, count: number, descending: boolean): ValuesIndices {
  const { outer, C: size, inner } = lanes(x.sizes, d);
  const shape = x.sizes.map((s, i) => (i === d ? count : s));
  return whole(fn, () => {
    const values = newEmpty(x, shape, x.dtype);
    const indices = newEmpty(x, shape, 'int32');
    const isLong = size > SORT_ROOM && count >= SORT_PLACES;
    const pairs = isLong ? newEmpty(x, [(size * SORT_BYTES) / 4], 'int32') : null;
    const source = dense(x);
    const real = x.dtype === 'float32';
    rare().sort(0, outer * inner, values.ptr, indices.ptr, source.ptr, pairs?.ptr ?? 0, size, count, inner, descending, real);
    drop(source, x);
    pairs?.dispose();
    const { sizes } = x;
    const how = { dim: d, count, descending };
    if (tracks(x)) record(values, fn, [x], [indices], (g, [indices]) => scatterGrad(g, sizes, d, count, indices), how);
    note(indices, `${fn}Indices`, [x], how);
    return { values, indices };
  });
}

/**
 * The elements in ascending order along `dim` (the last by default) and their indices; equal elements keep their order, NaN
 * counts as greater than everything. `torch.sort` in PyTorch.
 */
export function sort(x: Tensor, dim: number = -1, options?: SortOptions): ValuesIndices {
  takes('sort', 3, arguments);
  checkTensor('sort', 'input', x);
  const { descending } = readOptions('sort', SORT, options);
  const d = checkDim('sort', dim, x.ndim);
  return ordered('sort', x, d, x.sizes[d] ?? 1, descending);
}

/**
 * The `count` greatest elements along `dim` (the last by default) in descending order, or the least in ascending order, and their
 * indices; NaN counts as greater than everything. `torch.topk` in PyTorch.
 *
 * @throws {RangeError} for a count above the dim's size.
 */
export function topk(x: Tensor, count: number, dim: number = -1, options?: TopkOptions): ValuesIndices {
  takes('topk', 4, arguments);
  checkTensor('topk', 'input', x);
  const { largest } = readOptions('topk', TOPK, options);
  checkInteger('topk', 'k', count, 0);
  const d = checkDim('topk', dim, x.ndim);
  const size = x.sizes[d] ?? 1;
  if (x.ndim === 0 && count !== 1) failRange('topk', `expected k to be 1 for a scalar, got ${count}`);
  if (count > size) failRange('topk', `expected k at most ${size}, the size of dim ${d}, got ${count}`);
  return ordered('topk', x, d, count, largest);
}
