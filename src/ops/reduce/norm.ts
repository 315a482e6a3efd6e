/** Norms over any dims. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { fold } from '../../array/lanes.ts';
import { record, tracks, unrecorded } from '../../autograd/tape.ts';
import { checkNumber } from '../../errors.ts';
import { readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDims, numelOf, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul } from '../elementwise/arithmetic.ts';
import { eq, ne } from '../elementwise/compare.ts';
import { pow } from '../elementwise/power.ts';
import { maskedFill } from '../elementwise/select.ts';
import { abs, sign } from '../elementwise/unary.ts';
import { reshape } from '../shape/reshape.ts';
import { amax, amin, extremeShared } from './extremum.ts';
import { type Dims, REDUCE, type ReduceOptions, spreadGrad, sum } from './sum.ts';

/** The p-norm for 0 < p < ∞ or p < 0, without a node. */
function normOf(x: Tensor, p: number, dims: readonly number[], keepdim: boolean): Tensor {
  const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim));
  if (p === 2) {
    fold('norm', kernels.sumSquares, x, dims, y);
    kernels.sqrt(0, y.numel, y.ptr, y.ptr);
  } else if (p > 0) {
    fold('norm', (...args) => kernels.sumAbsPow(...args, p), x, dims, y);
    if (p !== 1) kernels.powScalar(0, y.numel, y.ptr, y.ptr, 1 / p);
  } else {
    y.dispose();
    return pow(sum(pow(abs(x), p), dims, { keepdim }), 1 / p);
  }
  return y;
}

/** Whether a sum of powers, of which y is the root, may be beyond what float32 holds, or near its ends. */
function isExtreme(y: Tensor, bound: number): boolean {
  const { f32 } = heap;
  const least = 1 / bound;
  for (let i = y.ptr >>> 2, end = i + y.numel; i < end; i++) {
    const v = f32[i] as number;
    if (v > bound || v < least) return true;
  }
  return false;
}

/**
 * The norm, and an input and its norm to save, which have the same gradient: if powers leave float32's range, the input over its
 * greatest elements, or its least for p < 0.
 */
function normAndSaved(x: Tensor, p: number, dims: readonly number[], keepdim: boolean): [y: Tensor, x: Tensor, y: Tensor] {
  const y = normOf(x, p, dims, keepdim);
  if ((p > 0 && p <= 1) || !isExtreme(y, 2 ** (100 / Math.abs(p)))) return [y, x, y];
  const by = (p > 0 ? amax : amin)(abs(x), dims, { keepdim: true });
  // by 0, ∞ and NaN nothing can be divided
  heap.f32.subarray(by.ptr >>> 2, (by.ptr >>> 2) + by.numel).forEach((v, i, all) => {
    if (!(v > 0 && v < Infinity)) all[i] = 1;
  });
  const shares = div(x, by);
  const z = normOf(shares, p, dims, keepdim);
  return [mul(z, reshape(by, y.sizes)), shares, z];
}

/** sign(x)·(|x|/y)^(p−1)·g, zero where x or y is. */
function normGrad(g: Tensor, x: Tensor, y: Tensor, p: number, dims: readonly number[]): Tensor {
  const spread = (t: Tensor): Tensor => spreadGrad(t, x.sizes, dims);
  if (p === 2) return mul(x, spread(maskedFill(div(g, y), eq(y, 0), 0)));
  // a power of 0 or, for p < 1, of Infinity, which is 0
  const length = p > 1 ? maskedFill(y, eq(y, 0), Infinity) : y;
  const slope = pow(div(abs(x), spread(length)), p - 1);
  return mul(mul(sign(x), maskedFill(slope, eq(x, 0), 0)), spread(g));
}

/**
 * The p-norm (Σ |x|^p)^(1/p) over `dim` (one, several, or all); the default p is 2; 0 counts nonzero elements, ±Infinity gives
 * the greatest or least |x|. `torch.norm` in PyTorch; the norm of no elements is 0, whatever p. Powers beyond float32 do no harm.
 *
 * @throws {TypeError} unless float32.
 */
export function norm(x: Tensor, p: number = 2, dim?: Dims, options?: ReduceOptions): Tensor {
  takes('norm', 4, arguments);
  checkDtype('norm', 'input', x, 'float32');
  checkNumber('norm', 'p', p);
  const { keepdim } = readOptions('norm', REDUCE, options);
  const dims = checkDims('norm', dim, x.ndim);
  const { sizes } = x;
  if (numelOf(dims.map((d) => sizes[d] as number)) === 0) {
    // PyTorch's empty sums, whatever p
    const none = newZeros(x, reducedShape(sizes, dims, keepdim));
    return tracks(x) ? record(none, 'norm', [x], [], (g) => newZeros(g, sizes), { dims, p }) : none;
  }
  if (Math.abs(p) === Infinity) return composed('norm', () => extremeShared(p > 0 ? 'amax' : 'amin', abs(x), dims, keepdim));
  return composed('norm', () => {
    const [y, xs, ys] = unrecorded(() => {
      if (p !== 0) return normAndSaved(x, p, dims, keepdim);
      const y = to(sum(ne(x, 0), dims, { keepdim }), 'float32');
      return [y, x, y];
    });
    if (!tracks(x)) return y;
    // the gradient of a sum of |x| reads no result
    if (p === 1) return record(y, 'norm', [x], [x], (g, [x]) => mul(sign(x), spreadGrad(g, sizes, dims)), { dims, p });
    if (p !== 0) return record(y, 'norm', [x], [xs, ys], (g, [x, y]) => normGrad(g, x, y, p, dims), { dims, p });
    return record(y, 'norm', [x], [], (g) => newZeros(g, sizes), { dims, p });
  });
}
