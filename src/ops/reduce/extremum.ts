/** Greatest and least elements and their indices. NaN counts as greater and less than everything; at ties, the first wins. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { scatterGrad } from '../../array/indices.ts';
import { type FoldKernel, fold, lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { failRange, failType, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { readOptions, takes } from '../../options.ts';
import { checkDim, checkDims, numelOf, reducedShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { div, mul } from '../elementwise/arithmetic.ts';
import { eq, isnan, logicalAnd, logicalOr } from '../elementwise/compare.ts';
import { extremeOf } from '../elementwise/maximum.ts';
import { reshape } from '../shape/reshape.ts';
import { type Dims, REDUCE, type ReduceOptions, sum } from './sum.ts';

/** Elements along a dim, and their positions in it. */
export interface ValuesIndices {
  /** The elements, of the input's type. */
  values: Tensor;
  /** Their indices along the dim, int32. */
  indices: Tensor;
}

/** Refuses to select an element where there is none. */
export function checkSome(fn: string, x: Tensor, dims: readonly number[]): void {
  if (numelOf(dims.map((d) => x.sizes[d] as number)) > 0) return;
  failRange(fn, `expected at least one element to choose from, got shape ${showShape(x.sizes)} reduced over ${showShape(dims)}`);
}

/**
 * The gradient of y = the extreme of x over dims: shared equally among the elements that equal it. NaN equals none, and makes all
 * of them NaN, unless `nans` is set.
 */
function shareGrad(nans: boolean, g: Tensor, x: Tensor, y: Tensor, dims: readonly number[]): Tensor {
  const kept = reducedShape(x.sizes, dims, true);
  const extreme = reshape(y, kept);
  const equal = eq(x, extreme);
  const won = to(nans ? logicalOr(equal, logicalAnd(isnan(x), isnan(extreme))) : equal, 'float32');
  return mul(won, div(reshape(g, kept), sum(won, dims, { keepdim: true })));
}

function extreme(
  fn: string,
  float: FoldKernel,
  int: FoldKernel,
  x: Tensor,
  dims: readonly number[],
  keepdim: boolean,
  nans: boolean,
): Tensor {
  checkSome(fn, x, dims);
  return whole(fn, () => {
    const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim), x.dtype);
    fold(fn, x.dtype === 'float32' ? float : int, x, dims, y);
    return tracks(x) ? record(y, fn, [x], [x, y], (g, [x, y]) => shareGrad(nans, g, x, y, dims), dims) : y;
  });
}

function overDims(fn: string, float: FoldKernel, int: FoldKernel, x: Tensor, dim: Dims, options?: ReduceOptions): Tensor {
  checkTensor(fn, 'input', x);
  const { keepdim } = readOptions(fn, REDUCE, options);
  return extreme(fn, float, int, x, checkDims(fn, dim, x.ndim), keepdim, false);
}

/** `amax` or `amin` of floats with the gradient of `max`, which NaNs share. */
export const extremeShared = (fn: 'amax' | 'amin', x: Tensor, dims: readonly number[], keepdim: boolean): Tensor =>
  extreme(fn, kernels[fn], kernels[fn], x, dims, keepdim, true);

/**
 * The greatest element over `dim` (one, several, or all). `torch.amax` in PyTorch: ties share the gradient, which
 * is NaN where the result is.
 * @throws {RangeError} if there is no element.
 */
export function amax(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('amax', 3, arguments);
  return overDims('amax', kernels.amax, kernels.amaxI32, x, dim, options);
}

/**
 * The least element over `dim` (one, several, or all). `torch.amin` in PyTorch: ties share the gradient, which is
 * NaN where the result is.
 * @throws {RangeError} if there is no element.
 */
export function amin(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('amin', 3, arguments);
  return overDims('amin', kernels.amin, kernels.aminI32, x, dim, options);
}

function place(
  fn: 'argmax' | 'argmin',
  float: FoldKernel,
  int: FoldKernel,
  x: Tensor,
  dim?: number,
  options?: ReduceOptions,
): Tensor {
  checkTensor(fn, 'input', x);
  const { keepdim } = readOptions(fn, REDUCE, options);
  const d = dim === undefined ? null : checkDim(fn, dim, x.ndim);
  const dims = checkDims(fn, d ?? undefined, x.ndim);
  checkSome(fn, x, dims);
  return whole(fn, () => {
    const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim), 'int32');
    return note(fold(fn, x.dtype === 'float32' ? float : int, x, dims, y), fn, [x], d);
  });
}

/**
 * The index of the greatest element along `dim`, or in the flattened tensor; int32. `torch.argmax` in PyTorch.
 * @throws {RangeError} if there is no element.
 */
export function argmax(x: Tensor, dim?: number, options?: ReduceOptions): Tensor {
  takes('argmax', 3, arguments);
  return place('argmax', kernels.argmax, kernels.argmaxI32, x, dim, options);
}

/**
 * The index of the least element along `dim`, or in the flattened tensor; int32. `torch.argmin` in PyTorch.
 * @throws {RangeError} if there is no element.
 */
export function argmin(x: Tensor, dim?: number, options?: ReduceOptions): Tensor {
  takes('argmin', 3, arguments);
  return place('argmin', kernels.argmin, kernels.argminI32, x, dim, options);
}

function withIndex(fn: 'max' | 'min', x: Tensor, dim: number, keepdim: boolean): ValuesIndices {
  const d = checkDim(fn, dim, x.ndim);
  const dims = checkDims(fn, d, x.ndim);
  checkSome(fn, x, dims);
  return whole(fn, () => {
    const shape = reducedShape(x.sizes, dims, keepdim);
    const values = newEmpty(x, shape, x.dtype);
    const indices = newEmpty(x, shape, 'int32');
    const { outer, C, inner } = lanes(x.sizes, d);
    const source = dense(x);
    const [float, int] =
      fn === 'max' ? [kernels.maxWithIndex, kernels.maxWithIndexI32] : [kernels.minWithIndex, kernels.minWithIndexI32];
    const kernel = x.dtype === 'float32' ? float : int;
    kernel(0, outer * inner, values.ptr, indices.ptr, source.ptr, C, inner);
    drop(source, x);
    const { sizes } = x;
    if (tracks(x)) record(values, fn, [x], [indices], (g, [indices]) => scatterGrad(g, sizes, d, 1, indices), dims);
    note(indices, `${fn}Indices`, [x], d);
    return { values, indices };
  });
}

function dispatch(fn: 'max' | 'min', x: Tensor, dim?: number | Tensor, options?: ReduceOptions): Tensor | ValuesIndices {
  checkTensor(fn, 'input', x);
  const { keepdim } = readOptions(fn, REDUCE, options);
  if (typeof dim !== 'number' && keepdim) {
    failType(fn, `expected a dim where keepdim is given, got ${show(dim)}; a${fn}() keeps the dims of the whole tensor`);
  }
  if (isTensor(dim)) return extremeOf(fn, fn === 'max', x, dim);
  if (dim !== undefined) return withIndex(fn, x, dim, keepdim);
  const dims = checkDims(fn, undefined, x.ndim);
  return fn === 'max'
    ? extreme(fn, kernels.amax, kernels.amaxI32, x, dims, false, true)
    : extreme(fn, kernels.amin, kernels.aminI32, x, dims, false, true);
}

/**
 * The greatest element of all, a scalar whose gradient is shared by ties; along `dim`, values and indices, where the first of
 * tied elements gets the gradient; of two tensors, `maximum`. `torch.max` in PyTorch.
 *
 * @throws {RangeError} if there is no element.
 */
export function max(x: Tensor): Tensor;
export function max(x: Tensor, other: Tensor): Tensor;
export function max(x: Tensor, dim: number, options?: ReduceOptions): ValuesIndices;
export function max(x: Tensor, dim?: number | Tensor, options?: ReduceOptions): Tensor | ValuesIndices {
  takes('max', 3, arguments);
  return dispatch('max', x, dim, options);
}

/**
 * The least element of all, a scalar whose gradient is shared by ties; along `dim`, values and indices, where the first of tied
 * elements gets the gradient; of two tensors, `minimum`. `torch.min` in PyTorch.
 *
 * @throws {RangeError} if there is no element.
 */
export function min(x: Tensor): Tensor;
export function min(x: Tensor, other: Tensor): Tensor;
export function min(x: Tensor, dim: number, options?: ReduceOptions): ValuesIndices;
export function min(x: Tensor, dim?: number | Tensor, options?: ReduceOptions): Tensor | ValuesIndices {
  takes('min', 3, arguments);
  return dispatch('min', x, dim, options);
}
