/** Elements selected, or added to, by index. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { copyInto, copyOf, dense } from '../../array/copy.ts';
import { failOverflow } from '../../array/exact.ts';
import { checkIndexRange, scatterGrad } from '../../array/indices.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange, failType } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, checkDim, checkResult, type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { expand } from '../shape/expand.ts';
import { narrow } from '../shape/part.ts';
import { reshape } from '../shape/reshape.ts';

/** Refuses an index with other numbers of dims than `x`, or that is larger than `x` except along `dim`. */
export function checkIndexShape(fn: string, what: string, x: Tensor, dim: number | null, index: Tensor): void {
  const fits = index.ndim === x.ndim && index.sizes.every((size, i) => i === dim || size <= (x.sizes[i] as number));
  if (fits) return;
  const where = dim === null ? '' : ` but along dim ${dim}`;
  failRange(
    fn,
    `expected an index no larger than ${what}${where}, got index ${showShape(index.sizes)} for ${what} ${showShape(x.sizes)}`,
  );
}

/** The leading corner of `x` of the given sizes; the full size along `keep`. No copy; `x` itself if that is all of it. */
export function corner(x: Tensor, sizes: Shape, keep: number | null): Tensor {
  return sizes.reduce((part, size, i) => (i === keep || size === part.sizes[i] ? part : narrow(part, i, 0, size)), x);
}

/**
 * For each element of the index, the element of `x` at the same position, except at that index along `dim`: `y[i][j] =
 * x[index[i][j]][j]` for dim 0. `torch.gather` in PyTorch. The index has as many dims as `x` and is no larger along the others;
 * the result has its shape.
 *
 * @throws {TypeError} unless the index is int32. @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function gather(x: Tensor, dim: number, index: Tensor): Tensor {
  takes('gather', 3, arguments);
  checkTensor('gather', 'input', x);
  checkDtype('gather', 'index', index, 'int32');
  const d = checkDim('gather', dim, x.ndim);
  checkIndexShape('gather', 'input', x, d, index);
  return gathered('gather', x, d, index);
}

function gathered(fn: string, x: Tensor, d: number, index: Tensor): Tensor {
  return composed(fn, () => {
    const indices = dense(index);
    checkIndexRange(fn, indices, x.sizes[d] ?? 1);
    const from = corner(x, index.sizes, d);
    const { outer, C: size, inner } = lanes(from.sizes, d);
    const source = dense(from);
    const picked = index.sizes[d] ?? 1;
    const y = newEmpty(x, index.sizes, x.dtype);
    kernels.gather(0, outer, y.ptr, source.ptr, indices.ptr, size, picked, inner);
    if (!tracks(from)) return y;
    const { sizes } = from;
    return record(y, 'gather', [from], [indices], (g, [indices]) => scatterGrad(g, sizes, d, picked, indices), {
      dim: d,
      index,
    });
  });
}

/**
 * As `gather`, but the index and `x` broadcast except along `dim`; without a dim, both are flattened. `torch.take_along_dim` in
 * PyTorch, for the results of `argmax`, `argmin` and `sort`.
 *
 * @throws {TypeError} unless the indices are int32. @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function takeAlongDim(x: Tensor, indices: Tensor, dim?: number | null): Tensor {
  const fn = 'takeAlongDim';
  takes(fn, 3, arguments);
  checkTensor(fn, 'input', x);
  checkDtype(fn, 'indices', indices, 'int32');
  if (dim === undefined || dim === null)
    return composed(fn, () => gathered(fn, reshape(x, [x.numel]), 0, reshape(indices, [indices.numel])));
  const d = checkDim(fn, dim, x.ndim);
  if (x.ndim !== indices.ndim)
    failRange(fn, `expected indices of ${x.ndim} dims, as many as the input has, got shape ${showShape(indices.sizes)}`);
  const others = (t: Tensor): Shape => t.sizes.map((size, i) => (i === d ? 1 : size));
  const shape = broadcastShapes(fn, others(x), others(indices));
  const along = (t: Tensor): number[] =>
    checkResult(
      fn,
      shape.map((size, i) => (i === d ? (t.sizes[d] as number) : size)),
    );
  return composed(fn, () => gathered(fn, expand(x, along(x)), d, expand(indices, along(indices))));
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
 * `x` with each element of `src` added at the given index along `dim`: `y[index[i][j]][j] += src[i][j]` for dim 0.
 * `torch.scatter_add` in PyTorch. The index has as many dims as `x` and `src`, is no larger than `src`, nor than `x` along the
 * other dims.
 *
 * @throws {TypeError} unless the index is int32 and `src` of `x`'s type.
 * @throws {RangeError} for an index outside the dim, or shapes that do not fit.
 */
export function scatterAdd(x: Tensor, dim: number, index: Tensor, src: Tensor): Tensor {
  takes('scatterAdd', 4, arguments);
  checkTensor('scatterAdd', 'input', x);
  checkDtype('scatterAdd', 'index', index, 'int32');
  checkDtype('scatterAdd', 'src', src, x.dtype);
  if (x.dtype === 'bool') failType('scatterAdd', "expected a tensor of numbers, got bool; convert it with to('int32')");
  const d = checkDim('scatterAdd', dim, x.ndim);
  checkIndexShape('scatterAdd', 'input', x, d, index);
  checkIndexShape('scatterAdd', 'src', src, null, index);
  return composed('scatterAdd', () => {
    const indices = dense(index);
    checkIndexRange('scatterAdd', indices, x.sizes[d] ?? 1);
    const from = corner(src, index.sizes, null);
    const y = copyOf(x);
    const window = corner(y, index.sizes, d);
    const { outer, C: size, inner } = lanes(window.sizes, d);
    const sums = dense(window);
    const added = dense(from);
    const picked = index.sizes[d] ?? 1;
    if (x.dtype === 'float32') kernels.scatterAdd(0, outer, sums.ptr, added.ptr, indices.ptr, size, picked, inner);
    else scatterAddInt(sums, added, indices, size, picked, inner);
    if (sums !== window) copyInto(window, sums);
    if (!tracks(x, from)) return y;
    return record(
      y,
      'scatterAdd',
      [x, from],
      [from.requiresGrad ? indices : null],
      (g, [indices], wanted) => [wanted[0] ? g : null, indices && gather(g, d, indices)],
      { dim: d, index },
    );
  });
}
