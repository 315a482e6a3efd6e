/** Parts of a tensor, as views; the gradient is zero outside the part. */

import { newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto } from '../../array/copy.ts';
import { windowOn } from '../../array/window.ts';
import { record, tracks, unfollowed } from '../../autograd/tape.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { checkDim } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { viewOf } from './view.ts';

/** A view of a part of `x`, `[dim, from, to, step]` unless stated otherwise; its gradient is zero outside the part. */
export function part(name: string, x: Tensor, window: (whole: Tensor) => Tensor, how: readonly number[]): Tensor {
  const y = window(x);
  if (!tracks(x)) return unfollowed(y);
  const { sizes } = x;
  return record(
    y,
    name,
    [x],
    [],
    (g) => {
      const dx = newZeros(g, sizes);
      copyInto(window(dx), g);
      return dx;
    },
    how,
  );
}

/** `size` indices of a dim, starting at `start` in steps of `step`, which may be negative; without gradients. */
export const resized = (x: Tensor, dim: number, size: number, start: number, step: number): Tensor => {
  const shape = [...x.sizes];
  const strides = [...x.strides];
  const offset = x.offset + start * (strides[dim] as number);
  shape[dim] = size;
  strides[dim] = (strides[dim] as number) * step;
  return windowOn(x, shape, strides, offset);
};

const needDims = (fn: string, x: Tensor): void => {
  checkTensor(fn, 'input', x);
  if (x.ndim === 0) failRange(fn, 'expected a tensor with dims, got a scalar');
};

/** `length` indices of `dim` starting at `start`; no copy. `torch.narrow` in PyTorch. */
export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  takes('narrow', 4, arguments);
  needDims('narrow', x);
  const d = checkDim('narrow', dim, x.ndim);
  const size = x.sizes[d] as number;
  const from = checkInteger('narrow', 'start', start) < 0 ? start + size : start;
  checkInteger('narrow', 'length', length, 0);
  if (from < 0 || from + length > size)
    failRange('narrow', `expected start and length within [0, ${size}], got ${start} and ${length}`);
  return part('narrow', x, (whole) => resized(whole, d, length, from, 1), [d, from, from + length, 1]);
}

/**
 * The indices of `dim` from `start` to `end` (exclusive) in steps of `step`; negative bounds count from the end and both are
 * clipped, as in Python's `x[start:end:step]`. No copy.
 */
export function slice(x: Tensor, dim: number, start: number = 0, end?: number, step: number = 1): Tensor {
  takes('slice', 5, arguments);
  needDims('slice', x);
  const d = checkDim('slice', dim, x.ndim);
  const size = x.sizes[d] as number;
  checkInteger('slice', 'step', step, 1);
  const clip = (i: number): number => Math.min(size, Math.max(0, i < 0 ? i + size : i));
  const from = clip(checkInteger('slice', 'start', start));
  const to = end === undefined || end === Infinity ? size : clip(checkInteger('slice', 'end', end));
  return part('slice', x, (whole) => resized(whole, d, Math.max(0, Math.ceil((to - from) / step)), from, step), [
    d,
    from,
    to,
    step,
  ]);
}

/** Index `index` of `dim`, which is removed; negative counts from the end. No copy. `torch.select` in PyTorch. */
export function select(x: Tensor, dim: number, index: number): Tensor {
  takes('select', 3, arguments);
  needDims('select', x);
  return selectAs('select', x, checkDim('select', dim, x.ndim), index);
}

function selectAs(name: string, x: Tensor, d: number, index: number): Tensor {
  const size = x.sizes[d] as number;
  checkInteger(name, 'index', index);
  const i = index < 0 ? index + size : index;
  if (i < 0 || i >= size) failRange(name, `expected index in [${-size}, ${size}), got ${index}`);
  return part(
    name,
    x,
    (whole) => {
      const strides = whole.strides;
      const drop = (list: readonly number[]): number[] => list.filter((_, j) => j !== d);
      return windowOn(whole, drop(whole.sizes), drop(strides), whole.offset + i * (strides[d] as number));
    },
    [d, i, i + 1, 1],
  );
}

/** The views of `x` at each index of `dim` (default 0), which is removed; no copy. `torch.unbind` in PyTorch. */
export function unbind(x: Tensor, dim: number = 0): Tensor[] {
  takes('unbind', 2, arguments);
  needDims('unbind', x);
  const d = checkDim('unbind', dim, x.ndim);
  return Array.from({ length: x.sizes[d] as number }, (_, i) => selectAs('select', x, d, i));
}

/** The element or part at the given leading indices, as `x[i, j]` in PyTorch; negative counts from the end. No copy. */
export function at(x: Tensor, ...indices: number[]): Tensor {
  checkTensor('at', 'input', x);
  if (indices.length > x.ndim) failRange('at', `expected at most ${x.ndim} indices, got ${indices.length}`);
  let y = x;
  for (const index of indices) {
    const next = selectAs('at', y, 0, index);
    if (y !== x) y.dispose();
    y = next;
  }
  return y === x ? viewOf('view', x, x.sizes, x.strides, x.offset, (g) => g) : y;
}

/** Consecutive parts of `dim`: of `size` each (the last may be smaller), or of the given sizes. No copy. `torch.split`. */
export function split(x: Tensor, size: number | readonly number[], dim: number = 0): Tensor[] {
  takes('split', 3, arguments);
  needDims('split', x);
  const d = checkDim('split', dim, x.ndim);
  const total = x.sizes[d] as number;
  let sizes: readonly number[];
  if (typeof size === 'number') {
    checkInteger('split', 'size', size, 1);
    sizes = Array.from({ length: Math.max(1, Math.ceil(total / size)) }, (_, i) => Math.min(size, total - i * size));
  } else {
    if (!Array.isArray(size)) failType('split', `expected size to be a number or an array of sizes, got ${show(size)}`);
    sizes = Array.from(size, (s) => checkInteger('split', 'sizes', s, 0));
    const sum = sizes.reduce((a, b) => a + b, 0);
    if (sum !== total) failRange('split', `expected sizes that add up to ${total}, got ${show(size)}`);
  }
  let start = 0;
  return sizes.map((length) => {
    const from = start;
    start += length;
    return part('split', x, (whole) => resized(whole, d, length, from, 1), [d, from, start, 1]);
  });
}

/** The maximum number of parts of an empty dim. */
const MOST_EMPTY = 2 ** 16;

/**
 * At most `chunks` consecutive parts of `dim` of one size (the last may be smaller); for an empty dim, `chunks` empty parts. No
 * copy. `torch.chunk`.
 */
export function chunk(x: Tensor, chunks: number, dim: number = 0): Tensor[] {
  takes('chunk', 3, arguments);
  needDims('chunk', x);
  checkInteger('chunk', 'chunks', chunks, 1);
  const size = x.sizes[checkDim('chunk', dim, x.ndim)] as number;
  if (size === 0) checkInteger('chunk', 'chunks of an empty dim', chunks, 1, MOST_EMPTY);
  // an empty dim has as many parts as requested
  return split(x, size === 0 ? new Array<number>(chunks).fill(0) : Math.ceil(size / chunks), dim);
}
