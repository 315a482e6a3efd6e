/** Softmax and its logarithm along a dim, stable for logits of any size. */

import { kernels } from '../../../bindings/kernels.ts';
import { SOFTMAX_UNIT } from '../../../bindings/wasm/constants.ts';
import { fillWith, newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes, lanesOf } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, checkDims, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul, neg, sub } from '../elementwise/arithmetic.ts';
import { exp } from '../elementwise/unary.ts';
import { type Dims, REDUCE, type ReduceOptions, spreadGrad } from './sum.ts';

type Forward = (begin: number, end: number, y: number, x: number, C: number, inner: number) => void;
type Backward = (begin: number, end: number, dx: number, dy: number, y: number, C: number, inner: number) => void;

/** The number of units in these kernels' ranges. */
const unitsOf = (outer: number, inner: number): number => outer * Math.ceil(inner / SOFTMAX_UNIT);

function along(name: string, forward: Forward, backward: Backward, x: Tensor, dim: number): Tensor {
  checkDtype(name, 'input', x, 'float32');
  const { outer, C, inner } = lanes(x.sizes, checkDim(name, dim, x.ndim));
  // a contiguous input is read in place, so that only the result is allocated
  if (x.steps === null) return alongOf(name, forward, backward, x, dim, outer, C, inner);
  return whole(name, alongOf, name, forward, backward, x, dim, outer, C, inner);
}

function alongOf(
  name: string,
  forward: Forward,
  backward: Backward,
  x: Tensor,
  dim: number,
  outer: number,
  C: number,
  inner: number,
): Tensor {
  const source = dense(x);
  const y = newEmpty(x, x.sizes);
  const units = unitsOf(outer, inner);
  forward(0, units, y.ptr, source.ptr, C, inner);
  drop(source, x);
  if (!tracks(x)) return y;
  return record(
    y,
    name,
    [x],
    [y],
    (g, [y]) => {
      const dx = newEmpty(y, y.sizes);
      const dy = dense(g);
      backward(0, units, dx.ptr, dy.ptr, y.ptr, C, inner);
      drop(dy, g);
      return dx;
    },
    dim,
  );
}

/**
 * The exponentials along `dim` divided by their sum. `F.softmax` in PyTorch; a row with NaN, +∞ or only −∞ gives NaN.
 * @throws {TypeError} unless float32. @throws {RangeError} if there is no such dim.
 */
export function softmax(x: Tensor, dim: number): Tensor {
  takes('softmax', 2, arguments);
  return along('softmax', kernels.softmax, kernels.softmaxBackward, x, dim);
}

/**
 * The logarithm of `softmax`, computed as (x − max) − ln Σ e^(x − max). `F.log_softmax` in PyTorch; a row with NaN,
 * +∞ or only −∞ gives NaN. @throws {TypeError} unless float32. @throws {RangeError} if there is no such dim.
 */
export function logSoftmax(x: Tensor, dim: number): Tensor {
  takes('logSoftmax', 2, arguments);
  return along('logSoftmax', kernels.logSoftmax, kernels.logSoftmaxBackward, x, dim);
}

/**
 * `softmax` of −x: the least element has the greatest share. `F.softmin` in PyTorch.
 * @throws {TypeError} unless float32. @throws {RangeError} if there is no such dim.
 */
export function softmin(x: Tensor, dim: number): Tensor {
  takes('softmin', 2, arguments);
  checkDtype('softmin', 'input', x, 'float32');
  return composed('softmin', () => softmax(neg(x), dim));
}

/** ln Σ e^x over `dim`, without overflow. `torch.logsumexp` in PyTorch. */
export function logsumexp(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('logsumexp', 3, arguments);
  checkDtype('logsumexp', 'input', x, 'float32');
  const { keepdim } = readOptions('logsumexp', REDUCE, options);
  const dims = checkDims('logsumexp', dim, x.ndim);
  return whole('logsumexp', () => {
    const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim));
    const { source, outer, reduce, inner } = lanesOf(x, dims);
    if (reduce > 0) kernels.logsumexp(0, unitsOf(outer, inner), y.ptr, source.ptr, reduce, inner);
    else fillWith(y, -Infinity);
    drop(source, x);
    if (!tracks(x)) return y;
    return record(y, 'logsumexp', [x], [x, y], (g, [x, y]) => logsumexpGrad(g, x, y, dims), dims);
  });
}

/** g·e^(x − y), broadcast over the reduced dims. */
function logsumexpGrad(g: Tensor, x: Tensor, y: Tensor, dims: readonly number[]): Tensor {
  const spread = (t: Tensor): Tensor => spreadGrad(t, x.sizes, dims);
  return mul(spread(g), exp(sub(x, spread(y))));
}
