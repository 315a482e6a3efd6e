/** Sums and means over any dims, and sums that reverse broadcasting. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { fold, reduceSum } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { flag, readOptions, takes } from '../../options.ts';
import { checkDims, numelOf, reducedShape, type Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { reshape } from '../shape/reshape.ts';

/** Options of the reductions. */
export interface ReduceOptions {
  /** Keep the reduced dims, with size 1. */
  keepdim?: boolean;
}

/** The rules of `ReduceOptions`. */
export const REDUCE = { keepdim: /* @__PURE__ */ flag(false) };

/** One dim, several, or all of them (`[]` or absent). */
export type Dims = number | readonly number[] | undefined;

/** A gradient of a reduction, broadcast over the reduced dims; no copy. */
export function spreadGrad(g: Tensor, shape: Shape, dims: readonly number[]): Tensor {
  return broadcastTo(reshape(g, reducedShape(shape, dims, true)), shape);
}

/**
 * The sum over `dim` (one, several, or all). int32 and bool give int32. `torch.sum` in PyTorch.
 * @throws {RangeError} for a dim out of range or named twice, or an integer sum that exceeds int32.
 */
export function sum(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('sum', 3, arguments);
  checkTensor('sum', 'input', x);
  const { keepdim } = readOptions('sum', REDUCE, options);
  const dims = checkDims('sum', dim, x.ndim);
  const shape = reducedShape(x.sizes, dims, keepdim);
  if (x.dtype !== 'float32') return note(whole('sum', sumInt, x, dims, shape), 'sum', [x], dims);
  const y = reduceSum(x, dims, shape, 1);
  const { sizes } = x;
  return tracks(x) ? record(y, 'sum', [x], [], (g) => spreadGrad(g, sizes, dims), dims) : y;
}

const sumInt = (x: Tensor, dims: readonly number[], shape: Shape): Tensor =>
  fold('sum', kernels.sumI32, x, dims, newEmpty(x, shape, 'int32'));

/**
 * The mean over `dim` (one, several, or all); NaN for no elements. `torch.mean` in PyTorch.
 * @throws {TypeError} unless float32.
 */
export function mean(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('mean', 3, arguments);
  checkDtype('mean', 'input', x, 'float32');
  const { keepdim } = readOptions('mean', REDUCE, options);
  const dims = checkDims('mean', dim, x.ndim);
  const scale = 1 / numelOf(dims.map((d) => x.sizes[d] as number));
  const shape = reducedShape(x.sizes, dims, keepdim);
  // an empty mean is 0 · ∞, NaN as in PyTorch
  const y = reduceSum(x, dims, shape, scale, 'mean');
  if (!tracks(x)) return y;
  const { sizes } = x;
  return record(
    y,
    'mean',
    [x],
    [],
    (g) => {
      const each = newEmpty(g, g.sizes);
      const source = dense(g);
      kernels.scale(0, g.numel, each.ptr, source.ptr, scale);
      drop(source, g);
      return spreadGrad(each, sizes, dims);
    },
    dims,
  );
}
