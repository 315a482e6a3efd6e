/** Variance and standard deviation over any dims. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { fold } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { number, readOptions, takes } from '../../options.ts';
import { checkDims, numelOf, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul, sub } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { type Dims, mean, REDUCE, type ReduceOptions, spreadGrad } from './sum.ts';

/** Options of `var` and `std`. */
export interface VarianceOptions extends ReduceOptions {
  /** What the number of elements is lessened by before dividing: 1, the unbiased estimate, if absent. */
  correction?: number;
}

const VARIANCE = { ...REDUCE, correction: /* @__PURE__ */ number(1) };

/** The variance over dims without a node, its dims and its correction. */
function varianceOf(fn: string, x: Tensor, dim: Dims, options: VarianceOptions | undefined) {
  checkDtype(fn, 'input', x, 'float32');
  const { correction, keepdim } = readOptions(fn, VARIANCE, options);
  const dims = checkDims(fn, dim, x.ndim);
  const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim));
  fold(fn, (...args) => kernels.variance(...args, correction), x, dims, y);
  return { y, dims, correction };
}

/** 2·(x − mean)/(n − correction) · g */
function varianceGrad(g: Tensor, x: Tensor, dims: readonly number[], correction: number): Tensor {
  const n = numelOf(dims.map((d) => x.sizes[d] as number));
  return mul(spreadGrad(mul(g, 2 / (n - correction)), x.sizes, dims), sub(x, mean(x, dims, { keepdim: true })));
}

/**
 * The variance over `dim` (one, several, or all), divided by n − correction. `torch.var` in PyTorch.
 * @throws {TypeError} unless float32.
 */
function variance(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  takes('var', 3, arguments);
  const { y, dims, correction } = varianceOf('var', x, dim, options);
  return tracks(x) ? record(y, 'var', [x], [x], (g, [x]) => varianceGrad(g, x, dims, correction)) : y;
}

export { variance as var };

/**
 * The standard deviation over `dim` (one, several, or all), of n − correction. `torch.std` in PyTorch; the derivative
 * at 0 is 0.
 *
 * @throws {TypeError} unless float32.
 */
export function std(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  takes('std', 3, arguments);
  const { y: squared, dims, correction } = varianceOf('std', x, dim, options);
  const y = newEmpty(x, squared.sizes);
  kernels.sqrt(0, y.numel, y.ptr, squared.ptr);
  squared.dispose();
  if (!tracks(x)) return y;
  return record(y, 'std', [x], [x, y], (g, [x, y]) => {
    const perVariance = maskedFill(div(g, mul(y, 2)), eq(y, 0), 0);
    return varianceGrad(perVariance, x, dims, correction);
  });
}
