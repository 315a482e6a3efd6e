/** Picking whole rows by index, and adding to them. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { checkDim, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/** Refuses an index outside [0, size); `indices` is contiguous int32. */
export function checkIndexRange(fn: string, indices: Tensor, size: number): void {
  const bad = kernels.checkIndices(indices.ptr, indices.numel, size);
  if (bad >= 0)
    failRange(
      fn,
      `expected index in [0, ${size}), got ${heap.i32[(indices.ptr >>> 2) + bad]} at index ${showIndex(bad, indices.shape)}`,
    );
}

/**
 * The entries of `dim` at the given indices, in their order. `torch.index_select` in PyTorch; an index may repeat.
 * Shapes: x (…, D, …), index (K) of int32, result (…, K, …).
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside [0, D).
 */
export function indexSelect(x: Tensor, dim: number, index: Tensor): Tensor {
  checkTensor('indexSelect', 'input', x);
  checkDtype('indexSelect', 'index', index, 'int32');
  const d = checkDim('indexSelect', dim, x.ndim);
  if (index.ndim > 1) failRange('indexSelect', `expected an index of at most 1 dim, got shape ${showShape(index.shape)}`);
  const { outer, C: size, inner } = lanes(x.shape, d);
  const indices = dense(index);
  checkIndexRange('indexSelect', indices, size);
  const shape = x.ndim === 0 ? [] : x.shape.map((s, i) => (i === d ? index.numel : s));
  const source = dense(x);
  const y = newEmpty(x, shape, x.dtype);
  kernels.indexSelect(0, outer * index.numel, y.ptr, source.ptr, indices.ptr, size, index.numel, inner);
  drop(source, x);
  if (tracks(x)) {
    record(y, 'indexSelect', [x], [indices], (g) => {
      const dx = newZeros(g, x.sizes);
      const dy = dense(g);
      kernels.indexAdd(0, inner, dx.ptr, dy.ptr, indices.ptr, outer, size, index.numel, inner);
      drop(dy, g);
      return dx;
    });
  }
  drop(indices, index);
  return y;
}
