/** Variance, norms, products and truths over any dims. */

import { kernels } from '../../../bindings/kernels.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { fold, lanesOf } from '../../array/lanes.ts';
import { noGrad, record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOptions } from '../../errors.ts';
import { scope } from '../../scope.ts';
import { checkDims, numelOf, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul, pow, sub } from '../elementwise/arithmetic.ts';
import { eq, ne } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { abs, sign } from '../elementwise/unary.ts';
import { permute } from '../shape/permute.ts';
import { reshape } from '../shape/reshape.ts';
import { amax, amin, checkSome } from './extremum.ts';
import { type Dims, mean, type ReduceOptions, spreadGrad, sum } from './sum.ts';

/** Options of `var` and `std`. */
export interface VarianceOptions extends ReduceOptions {
  /** What the number of elements is lessened by before dividing: 1, the unbiased estimate, if absent. */
  correction?: number;
}

/** The variance over dims without a node, its dims and its correction. */
function varianceOf(fn: string, x: Tensor, dim: Dims, options: VarianceOptions | undefined) {
  checkDtype(fn, 'input', x, 'float32');
  checkOptions(fn, options, ['correction', 'keepdim']);
  const correction = checkNumber(fn, 'correction', options?.correction ?? 1);
  const dims = checkDims(fn, dim, x.ndim);
  const y = newEmpty(x, reducedShape(x.shape, dims, options?.keepdim ?? false));
  fold(fn, (...args) => kernels.variance(...args, correction), x, dims, y);
  return { y, dims, correction };
}

/** 2·(x − mean)/(n − correction) · g */
function varianceGrad(g: Tensor, x: Tensor, dims: readonly number[], correction: number): Tensor {
  const n = numelOf(dims.map((d) => x.shape[d] as number));
  return mul(spreadGrad(mul(g, 2 / (n - correction)), x.shape, dims), sub(x, mean(x, dims, { keepdim: true })));
}

/**
 * The variance over `dim` (one, several, or all), divided by n − correction. `torch.var` in PyTorch.
 * @throws {TypeError} unless float32.
 */
function variance(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  const { y, dims, correction } = varianceOf('var', x, dim, options);
  return tracks(x) ? record(y, 'var', [x], [x], (g) => varianceGrad(g, x, dims, correction)) : y;
}

export { variance as var };

/**
 * The standard deviation over `dim` (one, several, or all), of n − correction. `torch.std` in PyTorch; the derivative
 * at 0 is 0.
 *
 * @throws {TypeError} unless float32.
 */
export function std(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  const { y: squared, dims, correction } = varianceOf('std', x, dim, options);
  const y = newEmpty(x, squared.shape);
  kernels.sqrt(0, y.numel, y.ptr, squared.ptr);
  squared.dispose();
  if (!tracks(x)) return y;
  return record(y, 'std', [x], [x, y], (g) => {
    const perVariance = maskedFill(div(g, mul(y, 2)), eq(y, 0), 0);
    return varianceGrad(perVariance, x, dims, correction);
  });
}

/** The p-norm for 0 < p < ∞ or p < 0, without a node. */
function normOf(x: Tensor, p: number, dims: readonly number[], keepdim: boolean): Tensor {
  const y = newEmpty(x, reducedShape(x.shape, dims, keepdim));
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

/** sign(x)·|x|^(p−1) · g/y^(p−1), zero where x or y is. */
function normGrad(g: Tensor, x: Tensor, y: Tensor, p: number, dims: readonly number[]): Tensor {
  const spread = (t: Tensor): Tensor => spreadGrad(t, x.shape, dims);
  if (p === 1) return mul(sign(x), spread(g));
  if (p === 2) return mul(x, spread(maskedFill(div(g, y), eq(y, 0), 0)));
  const scale = maskedFill(div(g, pow(y, p - 1)), eq(y, 0), 0);
  const slope = mul(sign(x), maskedFill(pow(abs(x), p - 1), eq(x, 0), 0));
  return mul(slope, spread(scale));
}

/**
 * The p-norm (Σ |x|^p)^(1/p) over `dim` (one, several, or all); p is 2 if absent, 0 counts what is not zero, ±Infinity
 * gives the greatest or least |x|. `torch.norm` in PyTorch.
 *
 * @throws {TypeError} unless float32. @throws {RangeError} for ±Infinity where there is no element to choose.
 */
export function norm(x: Tensor, p: number = 2, dim?: Dims, options?: ReduceOptions): Tensor {
  checkDtype('norm', 'input', x, 'float32');
  checkNumber('norm', 'p', p);
  checkOptions('norm', options, ['keepdim']);
  const dims = checkDims('norm', dim, x.ndim);
  const keepdim = options?.keepdim ?? false;
  if (Math.abs(p) === Infinity) checkSome('norm', x, dims);
  if (p === Infinity) return scope(() => amax(abs(x), dims, { keepdim }));
  if (p === -Infinity) return scope(() => amin(abs(x), dims, { keepdim }));
  const y = noGrad(() => scope(() => (p === 0 ? to(sum(ne(x, 0), dims, { keepdim }), 'float32') : normOf(x, p, dims, keepdim))));
  if (!tracks(x)) return y;
  return record(y, 'norm', [x], [x, y], (g) => (p === 0 ? newZeros(x, x.sizes) : normGrad(g, x, y, p, dims)));
}

/**
 * The product over `dim` (one, several, or all); int32 and bool give int32. `torch.prod` in PyTorch.
 * @throws {RangeError} if an integer product leaves int32.
 */
export function prod(x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor {
  checkTensor('prod', 'input', x);
  checkOptions('prod', options, ['keepdim']);
  const dims = checkDims('prod', dim, x.ndim);
  const shape = reducedShape(x.shape, dims, options?.keepdim ?? false);
  if (x.dtype !== 'float32') return fold('prod', rare().prodI32, x, dims, newEmpty(x, shape, 'int32'));
  const y = fold('prod', kernels.prod, x, dims, newEmpty(x, shape));
  return tracks(x) ? record(y, 'prod', [x], [x], (g) => prodGrad(g, x, dims)) : y;
}

/** g times the product of the other factors. */
function prodGrad(g: Tensor, x: Tensor, dims: readonly number[]): Tensor {
  const { source, outer, reduce, inner } = lanesOf(x, dims);
  const dy = dense(g);
  const dx = newEmpty(g, x.sizes);
  rare().prodBackward(0, outer * inner, dx.ptr, dy.ptr, source.ptr, reduce, inner);
  drop(source, x);
  drop(dy, g);
  const last = dims.at(-1) ?? 0;
  if (last - (dims[0] ?? 0) < dims.length) return dx;
  // dims that lay apart were moved to the end
  const order = [...x.shape.keys()].filter((d) => !dims.includes(d)).concat(dims);
  const moved = reshape(
    dx,
    order.map((d) => x.shape[d] as number),
  );
  return permute(
    moved,
    order.map((_, d) => order.indexOf(d)),
  );
}

function truth(fn: 'any' | 'all', x: Tensor, dim: Dims, options: ReduceOptions | undefined): Tensor {
  checkTensor(fn, 'input', x);
  checkOptions(fn, options, ['keepdim']);
  const dims = checkDims(fn, dim, x.ndim);
  const y = newEmpty(x, reducedShape(x.shape, dims, options?.keepdim ?? false), 'bool');
  const bools = to(x, 'bool');
  fold(fn, fn === 'any' ? kernels.anyNonzero : kernels.allNonzero, bools, dims, y);
  drop(bools, x);
  return y;
}

/** Whether any element over `dim` (one, several, or all) is nonzero: false of none. `torch.any` in PyTorch. */
export const any = (x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor => truth('any', x, dim, options);

/** Whether all elements over `dim` (one, several, or all) are nonzero: true of none. `torch.all` in PyTorch. */
export const all = (x: Tensor, dim?: Dims, options?: ReduceOptions): Tensor => truth('all', x, dim, options);
