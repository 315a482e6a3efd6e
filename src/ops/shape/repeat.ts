/** Repeats tensors, as a whole or by element: copies. */

import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { isTensor } from '../../core.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, checkResult, checkShape, numelOf, type Shape, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { indexSelect } from '../index/index-select.ts';
import { clone } from './copies.ts';
import { expand } from './expand.ts';
import { reshape } from './reshape.ts';

/** Repeats each run of `size` elements `times` times, in the shape of the result; always a copy. */
function repeated(x: Tensor, size: number, times: number, shape: Shape): Tensor {
  const outer = size === 0 ? 0 : x.numel / size;
  return reshape(clone(expand(reshape(x, [outer, 1, size]), [outer, times, size])), shape);
}

/** `x`, with dims of size 1 added in front, repeated `times[d]` times along each dim d. */
function repeatedAlong(fn: string, x: Tensor, times: readonly number[]): Tensor {
  const lead = times.length - x.ndim;
  const shape = [...new Array<number>(lead).fill(1), ...x.sizes];
  checkResult(
    fn,
    shape.map((size, d) => size * (times[d] as number)),
  );
  return composed(fn, () => {
    let y = x;
    // none of it first, lest other dims be repeated in vain
    const order = [...times.keys()].sort((a, b) => Math.sign(times[a] as number) - Math.sign(times[b] as number) || b - a);
    for (const d of order) {
      const many = times[d] as number;
      if (many === 1) continue;
      y = repeated(y, numelOf(shape, d), many, [y.numel * many]);
      shape[d] = (shape[d] as number) * many;
    }
    return y === x ? clone(reshape(x, shape)) : reshape(y, shape);
  });
}

/**
 * Repeats the tensor `sizes[d]` times along each dim d. For more sizes than dims, dims of size 1 are added in front.
 * `Tensor.repeat` in PyTorch.
 *
 * @throws {RangeError} for fewer sizes than dims, or a negative one.
 */
export function repeat(x: Tensor, sizes: Shape): Tensor {
  takes('repeat', 2, arguments);
  checkTensor('repeat', 'input', x);
  const times = checkShape('repeat', sizes);
  if (times.length < x.ndim)
    failRange('repeat', `expected a size for each of the ${x.ndim} dims, got ${showShape(times)}; use tile()`);
  return repeatedAlong('repeat', x, times);
}

/** As `repeat`, but leading dims without a number are not repeated. `torch.tile` in PyTorch. */
export function tile(x: Tensor, dims: Shape): Tensor {
  takes('tile', 2, arguments);
  checkTensor('tile', 'input', x);
  const times = checkShape('tile', dims);
  return repeatedAlong('tile', x, [...new Array<number>(Math.max(0, x.ndim - times.length)).fill(1), ...times]);
}

/**
 * Repeats each index of `dim` `repeats` times: a number, or an int32 tensor with one element or one for each index. Without a
 * dim, the tensor is flattened. `torch.repeat_interleave` in PyTorch.
 *
 * @throws {TypeError} unless repeats are a number or int32.
 * @throws {RangeError} for a negative one, or a length that does not fit.
 */
export function repeatInterleave(x: Tensor, repeats: number | Tensor, dim?: number | null): Tensor {
  const fn = 'repeatInterleave';
  takes(fn, 3, arguments);
  checkTensor(fn, 'input', x);
  if (typeof repeats === 'number') checkInteger(fn, 'repeats', repeats, 0, 2 ** 31 - 1);
  else if (!isTensor(repeats)) failType(fn, `expected repeats to be a number or a tensor, got ${show(repeats)}`);
  else checkDtype(fn, 'repeats', repeats, 'int32');
  const flat = dim === undefined || dim === null;
  if (!flat && x.ndim === 0) failRange(fn, 'expected a tensor with dims, got a scalar; leave dim out');
  const sizes = flat ? [x.numel] : x.sizes;
  const d = checkDim(fn, dim ?? 0, sizes.length);
  const size = sizes[d] as number;
  if (typeof repeats !== 'number' && (repeats.ndim > 1 || (repeats.numel !== 1 && repeats.numel !== size)))
    failRange(fn, `expected repeats of shape [${size}], got ${showShape(repeats.sizes)}`);
  const shapeOf = (length: number): readonly number[] =>
    checkResult(
      fn,
      sizes.map((s, i) => (i === d ? length : s)),
    );
  return composed(fn, () => {
    if (typeof repeats === 'number') {
      const shape = shapeOf(size * repeats);
      return repeats === 1 ? clone(reshape(x, shape)) : repeated(x, numelOf(sizes, d + 1), repeats, shape);
    }
    const given = dense(repeats).toTypedArray();
    given.forEach((count, i) => {
      if (count < 0) failRange(fn, `expected repeats of at least 0, got ${count} at index ${showIndex(i, [given.length])}`);
    });
    const counts = given.length === 1 ? new Array<number>(size).fill(given[0] as number) : given;
    let total = 0;
    for (const count of counts) total += count;
    shapeOf(total);
    const index = newEmpty(x, [total], 'int32');
    let at = index.ptr >>> 2;
    counts.forEach((count, i) => {
      heap.i32.fill(i, at, at + count);
      at += count;
    });
    return indexSelect(reshape(x, sizes), d, note(index, 'repeatInterleave', [repeats]));
  });
}
