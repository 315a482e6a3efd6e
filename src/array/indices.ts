/** Indices along a dim: their range, and the gradient of the elements that they select, without gradients of its own. */
import { kernels } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import { failRange } from '../errors.ts';
import { type Shape, showIndex } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { newZeros } from './allocate.ts';
import { dense, drop } from './copy.ts';
import { lanes } from './lanes.ts';

/** Refuses an index outside [0, size); `indices` is contiguous int32. */
export function checkIndexRange(fn: string, indices: Tensor, size: number): void {
  const bad = kernels.checkIndices(indices.ptr, indices.numel, size);
  if (bad >= 0)
    failRange(
      fn,
      `expected index in [0, ${size}), got ${heap.i32[(indices.ptr >>> 2) + bad]} at index ${showIndex(bad, indices.sizes)}`,
    );
}

/** The gradient of values selected along a dim: dx is zero except for dx[o, indices[o, r, j], j] = g[o, r, j]. */
export function scatterGrad(g: Tensor, shape: Shape, dim: number, picked: number, indices: Tensor): Tensor {
  const { outer, C: size, inner } = lanes(shape, dim);
  const dx = newZeros(g, shape);
  const dy = dense(g);
  kernels.scatterAdd(0, outer, dx.ptr, dy.ptr, indices.ptr, size, picked, inner);
  drop(dy, g);
  return dx;
}
