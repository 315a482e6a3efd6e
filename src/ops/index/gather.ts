/** Elements picked and added to by an index of each, and one-hot rows. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { copyInto, copyOf, dense, drop } from '../../array/copy.ts';
import { failOverflow } from '../../array/exact.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, failRange, failType } from '../../errors.ts';
import { scope } from '../../scope.ts';
import { checkDim, type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { scatterGrad } from '../reduce/extremum.ts';
import { narrow } from '../shape/part.ts';
import { checkIndexRange } from './index-select.ts';

/** Refuses an index whose dims are not those of `x`, or that is larger than it anywhere but along `dim`. */
function checkIndexShape(fn: string, what: string, x: Tensor, dim: number | null, index: Tensor): void {
  const fits = index.ndim === x.ndim && index.shape.every((size, i) => i === dim || size <= (x.shape[i] as number));
  if (fits) return;
  const where = dim === null ? '' : ` but along dim ${dim}`;
  failRange(
    fn,
    `expected an index no larger than ${what}${where}, got index ${showShape(index.shape)} for ${what} ${showShape(x.shape)}`,
  );
}

/** The corner of `x` of the given sizes; its own size along `keep`. No copy; `x` itself if that is all of it. */
function corner(x: Tensor, sizes: Shape, keep: number | null): Tensor {
  return sizes.reduce((part, size, i) => (i === keep || size === part.shape[i] ? part : narrow(part, i, 0, size)), x);
}

/**
 * For each element of the index, the element of `x` at the same place but at that index along `dim`:
 * `y[i][j] = x[index[i][j]][j]` for dim 0. `torch.gather` in PyTorch. The index has as many dims as `x` and is no larger
 * along the others; the result has its shape.
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  checkTensor('gather', 'input', x);
  checkDtype('gather', 'index', index, 'int32');
  const d = checkDim('gather', dim, x.ndim);
  checkIndexShape('gather', 'input', x, d, index);
  return scope(() => {
    const indices = dense(index);
    checkIndexRange('gather', indices, x.shape[d] ?? 1);
    const from = corner(x, index.shape, d);
    const { outer, C: size, inner } = lanes(from.shape, d);
    const source = dense(from);
    const picked = index.shape[d] ?? 1;
    const y = newEmpty(x, index.shape, x.dtype);
    kernels.gather(0, outer, y.ptr, source.ptr, indices.ptr, size, picked, inner);
    if (!tracks(from)) return y;
    return record(y, 'gather', [from], [indices], (g) => scatterGrad(g, from.shape, d, picked, indices));
  });
}

/** The kernel's work for int32, which is rare. */
function scatterAddInt(sums: Tensor, added: Tensor, indices: Tensor, size: number, picked: number, inner: number): void {
  const [words, to, from, index] = [heap.i32, sums.ptr >>> 2, added.ptr >>> 2, indices.ptr >>> 2];
  for (let i = 0; i < indices.numel; i++) {
    const lane = Math.floor(i / (picked * inner)) * size + (words[index + i] as number);
    const at = to + lane * inner + (i % inner);
    const sum = (words[at] as number) + (words[from + i] as number);
    words[at] = sum;
    if (words[at] !== sum) failOverflow('scatterAdd');
  }
}

/**
 * `x` with each element of `src` added where the index says along `dim`: `y[index[i][j]][j] += src[i][j]` for dim 0.
 * `torch.scatter_add` in PyTorch. The index has as many dims as `x` and `src`, is no larger than `src`, nor than `x`
 * along the other dims.
 *
 * @throws {TypeError} unless the index is int32 and `src` of `x`'s type.
 * @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  checkTensor('scatterAdd', 'input', x);
  checkDtype('scatterAdd', 'index', index, 'int32');
  checkDtype('scatterAdd', 'src', src, x.dtype);
  if (x.dtype === 'bool') failType('scatterAdd', "expected a tensor of numbers, got bool; convert it with to('int32')");
  const d = checkDim('scatterAdd', dim, x.ndim);
  checkIndexShape('scatterAdd', 'input', x, d, index);
  checkIndexShape('scatterAdd', 'src', src, null, index);
  return scope(() => {
    const indices = dense(index);
    checkIndexRange('scatterAdd', indices, x.shape[d] ?? 1);
    const from = corner(src, index.shape, null);
    const y = copyOf(x);
    const window = corner(y, index.shape, d);
    const { outer, C: size, inner } = lanes(window.shape, d);
    const sums = dense(window);
    const added = dense(from);
    const picked = index.shape[d] ?? 1;
    if (x.dtype === 'float32') kernels.scatterAdd(0, outer, sums.ptr, added.ptr, indices.ptr, size, picked, inner);
    else scatterAddInt(sums, added, indices, size, picked, inner);
    if (sums !== window) copyInto(window, sums);
    if (!tracks(x, from)) return y;
    return record(y, 'scatterAdd', [x, from], [indices], (g) => [
      x.requiresGrad ? g : null,
      from.requiresGrad ? gather(g, d, indices) : null,
    ]);
  });
}

/**
 * Rows of zeros with a one at each class: y[…, c] = 1 where c = index[…]. `F.one_hot` in PyTorch; int32. Shapes: index
 * of any shape, result (…, numClasses); −1 takes the greatest index plus one.
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside [0, numClasses).
 */
export function oneHot(index: Tensor, numClasses: number = -1): Tensor {
  checkDtype('oneHot', 'index', index, 'int32');
  checkInteger('oneHot', 'numClasses', numClasses, -1);
  if (index.numel === 0 && numClasses < 1)
    failRange('oneHot', `expected numClasses at least 1 for an empty index, got ${numClasses}`);
  const indices = dense(index);
  let classes = numClasses;
  try {
    if (classes === -1) classes = greatest(indices) + 1;
    checkIndexRange('oneHot', indices, Math.max(classes, 0));
  } catch (error) {
    drop(indices, index);
    throw error;
  }
  const y = newEmpty(x, [...index.shape, classes], 'int32');
  kernels.oneHot(0, index.numel, y.ptr, indices.ptr, classes);
  drop(indices, index);
  return y;
}

/** The greatest element of an int32 tensor that has one. */
function greatest(x: Tensor): number {
  const at = heap.scratch(4);
  kernels.amaxI32(0, 1, at, x.ptr, x.numel, 1);
  return heap.i32[at >>> 2] as number;
}
