/** Variance and standard deviation over any dims. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { drop } from '../../array/copy.ts';
import { lanesOf } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { whole } from '../../frame.ts';
import { number, readOptions, takes } from '../../options.ts';
import { checkDims, numelOf, reducedShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul, sub } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { type Dims, mean, REDUCE, type ReduceOptions, spreadGrad } from './sum.ts';

/** Options of `var` and `std`. */
export interface VarianceOptions extends ReduceOptions {
  /** Subtracted from the number of elements in the divisor. Default 1, the unbiased estimate. */
  correction?: number;
}

const VARIANCE = { ...REDUCE, correction: /* @__PURE__ */ number(1) };

/** The range in which the kernel's float32 squares keep their precision. */
const [LEAST, MOST] = [2 ** -90, 2 ** 90];

/** Whether a variance was computed from squares outside float32's range; 0 may be one. */
const isDoubtful = (v: number): boolean => !(v >= LEAST && v <= MOST);

/** The variance of `reduce` elements starting at `at`, `step` apart, in float64. */
function varianceAt(at: number, reduce: number, step: number, correction: number): number {
  const { f32 } = heap;
  let sum = 0;
  for (let i = 0; i < reduce; i++) sum += f32[at + i * step] as number;
  const centre = sum / reduce;
  let squares = 0;
  for (let i = 0; i < reduce; i++) squares += ((f32[at + i * step] as number) - centre) ** 2;
  return squares / Math.max(reduce - correction, 0);
}

/** The variance over dims, or its root, without a node; with its dims and correction. */
function varianceOf(fn: 'var' | 'std', x: Tensor, dim: Dims, options: VarianceOptions | undefined) {
  checkDtype(fn, 'input', x, 'float32');
  const { correction, keepdim } = readOptions(fn, VARIANCE, options);
  const dims = checkDims(fn, dim, x.ndim);
  const y = whole(fn, () => {
    const y = newEmpty(x, reducedShape(x.sizes, dims, keepdim));
    const { source, outer, reduce, inner } = lanesOf(x, dims);
    kernels.variance(0, outer * inner, y.ptr, source.ptr, reduce, inner, correction);
    // as in PyTorch, whose sums are float64 throughout
    const doubtful = hasDoubtful(y) ? [...heap.f32.subarray(y.ptr >>> 2, (y.ptr >>> 2) + y.numel)].map(isDoubtful) : [];
    if (fn === 'std') kernels.sqrt(0, y.numel, y.ptr, y.ptr);
    doubtful.forEach((isSo, i) => {
      if (!isSo) return;
      const o = Math.floor(i / inner);
      const v = varianceAt((source.ptr >>> 2) + o * reduce * inner + (i - o * inner), reduce, inner, correction);
      heap.f32[(y.ptr >>> 2) + i] = fn === 'std' ? Math.sqrt(v) : v;
    });
    drop(source, x);
    return y;
  });
  return { y, dims, correction };
}

function hasDoubtful(y: Tensor): boolean {
  if (y.numel === 0) return false;
  const at = heap.scratch(8);
  kernels.amin(0, 1, at, y.ptr, y.numel, 1);
  kernels.amax(0, 1, at + 4, y.ptr, y.numel, 1);
  return isDoubtful(heap.f32[at >>> 2] as number) || isDoubtful(heap.f32[(at >>> 2) + 1] as number);
}

/** 2·(x − mean)/(n − correction) · g */
function varianceGrad(g: Tensor, x: Tensor, dims: readonly number[], correction: number): Tensor {
  const n = numelOf(dims.map((d) => x.sizes[d] as number));
  return mul(spreadGrad(mul(g, 2 / (n - correction)), x.sizes, dims), sub(x, mean(x, dims, { keepdim: true })));
}

/**
 * The variance over `dim` (one, several, or all), with divisor n − correction. `torch.var` in PyTorch.
 * @throws {TypeError} unless float32.
 */
function variance(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  takes('var', 3, arguments);
  const { y, dims, correction } = varianceOf('var', x, dim, options);
  return tracks(x) ? record(y, 'var', [x], [x], (g, [x]) => varianceGrad(g, x, dims, correction), { dims, correction }) : y;
}

export { variance as var };

/**
 * The standard deviation over `dim` (one, several, or all), with divisor n − correction. `torch.std` in PyTorch; the derivative
 * at 0 is 0.
 *
 * @throws {TypeError} unless float32.
 */
export function std(x: Tensor, dim?: Dims, options?: VarianceOptions): Tensor {
  takes('std', 3, arguments);
  const { y, dims, correction } = varianceOf('std', x, dim, options);
  if (!tracks(x)) return y;
  return record(
    y,
    'std',
    [x],
    [x, y],
    (g, [x, y]) => {
      const perVariance = maskedFill(div(g, mul(y, 2)), eq(y, 0), 0);
      return varianceGrad(perVariance, x, dims, correction);
    },
    { dims, correction },
  );
}
