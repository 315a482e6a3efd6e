/** Elements in order along a dim: sorted, the first few, and running sums. */

import { kernels } from '../../../bindings/kernels.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, checkOptions, failRange } from '../../errors.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { scatterGrad, type ValuesIndices } from './extremum.ts';

/** Options of `sort`. */
export interface SortOptions {
  /** From the greatest to the least. */
  descending?: boolean;
  /** Equals keep their order; they always do. */
  stable?: boolean;
}

/** Options of `topk`. */
export interface TopkOptions {
  /** The greatest (true, if absent) or the least. */
  largest?: boolean;
  /** In order; they always are. */
  sorted?: boolean;
}

/** The first `count` elements of each lane in order, with their places. */
function ordered(fn: string, x: Tensor, d: number, count: number, descending: boolean): ValuesIndices {
  const { outer, C: size, inner } = lanes(x.shape, d);
  const shape = x.shape.map((s, i) => (i === d ? count : s));
  const values = newEmpty(x, shape, x.dtype);
  const indices = newEmpty(x, shape, 'int32');
  const pairs = newEmpty(x, [4 * size], 'int32');
  const source = dense(x);
  const real = x.dtype === 'float32';
  rare().sort(0, outer * inner, values.ptr, indices.ptr, source.ptr, pairs.ptr, size, count, inner, descending, real);
  drop(source, x);
  pairs.dispose();
  if (tracks(x)) record(values, fn, [x], [indices], (g) => scatterGrad(g, x.sizes, d, count, indices));
  return { values, indices };
}

/**
 * The elements in rising order along `dim` (the last if absent) and where they were; equals keep their order, NaN counts
 * as greater than all. `torch.sort` in PyTorch.
 */
export function sort(x: Tensor, dim: number = -1, options?: SortOptions): ValuesIndices {
  checkTensor('sort', 'input', x);
  checkOptions('sort', options, ['descending', 'stable']);
  const d = checkDim('sort', dim, x.ndim);
  return ordered('sort', x, d, x.shape[d] ?? 1, options?.descending ?? false);
}

/**
 * The `count` greatest elements along `dim` (the last if absent) in falling order, or the least in rising order, and
 * where they are; NaN counts as greater than all. `torch.topk` in PyTorch.
 *
 * @throws {RangeError} for a count that the dim does not have.
 */
export function topk(x: Tensor, count: number, dim: number = -1, options?: TopkOptions): ValuesIndices {
  checkTensor('topk', 'input', x);
  checkOptions('topk', options, ['largest', 'sorted']);
  checkInteger('topk', 'k', count, 0);
  const d = checkDim('topk', dim, x.ndim);
  const size = x.shape[d] ?? 1;
  if (count > size) failRange('topk', `expected k at most ${size}, the size of dim ${d}, got ${count}`);
  return ordered('topk', x, d, count, options?.largest ?? true);
}

/**
 * The sums of the elements up to each along `dim`; int32 and bool give int32. `torch.cumsum` in PyTorch.
 * @throws {RangeError} if an integer sum leaves int32.
 */
export function cumsum(x: Tensor, dim: number): Tensor {
  checkTensor('cumsum', 'input', x);
  const { outer, C, inner } = lanes(x.shape, checkDim('cumsum', dim, x.ndim));
  const source = dense(x);
  const y = newEmpty(x, x.sizes, x.dtype === 'float32' ? 'float32' : 'int32');
  let left = 0;
  if (x.dtype === 'float32') kernels.cumsum(0, outer * inner, y.ptr, source.ptr, C, inner, false);
  else left = rare().cumsumI32(0, outer * inner, y.ptr, source.ptr, C, inner);
  drop(source, x);
  if (left !== 0) {
    y.dispose();
    failRange('cumsum', "expected sums that fit int32, got one beyond it; convert with to('float32') first");
  }
  if (!tracks(x)) return y;
  return record(y, 'cumsum', [x], [], (g) => {
    const dx = newEmpty(g, x.sizes);
    const dy = dense(g);
    kernels.cumsum(0, outer * inner, dx.ptr, dy.ptr, C, inner, true);
    drop(dy, g);
    return dx;
  });
}
