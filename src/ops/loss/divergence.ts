/** Divergences between distributions. */

import { checkDtype } from '../../array/check.ts';
import { checkOneOf, checkOptions } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { div, mul, sub } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { exp, log } from '../elementwise/unary.ts';
import { mean, sum } from '../reduce/sum.ts';
import type { Reduction } from './reduction.ts';

/** Options of `klDiv`. */
export interface KLDivLossOptions {
  /** Default 'mean', over all elements; 'batchmean', the sum divided by the batch, is the actual divergence. */
  reduction?: Reduction | 'batchmean';
  /** Whether the target holds log-probabilities, too. Default false. */
  logTarget?: boolean;
}

/** Checks a `reduction` of `klDiv`. */
export const checkKLReduction = (fn: string, reduction: unknown): Reduction | 'batchmean' =>
  checkOneOf(fn, 'reduction', reduction, ['mean', 'batchmean', 'sum', 'none']);

/**
 * The Kullback–Leibler divergence of log-probabilities x from probabilities y: y·(ln y − x), where 0·ln 0 is 0; with `logTarget`
 * e^y·(y − x). `F.kl_div` in PyTorch (Kullback and Leibler, 1951). Only 'batchmean' divides by the batch; 'mean' divides by all
 * elements, as in PyTorch.
 *
 * Shapes: input and target broadcast; the result is a scalar, or of the broadcast shape with reduction 'none'.
 *
 * @throws {TypeError} unless both are float32, and for unknown options. @throws {RangeError} for shapes that do not broadcast.
 */
export function klDiv(input: Tensor, target: Tensor, options: KLDivLossOptions = {}): Tensor {
  takes('klDiv', 3, arguments);
  checkOptions('klDiv', options, ['reduction', 'logTarget']);
  const reduction = checkKLReduction('klDiv', options.reduction ?? 'mean');
  checkDtype('klDiv', 'input', input, 'float32');
  checkDtype('klDiv', 'target', target, 'float32');
  broadcastShapes('klDiv', input.sizes, target.sizes);
  return composed('klDiv', () => {
    const each = options.logTarget
      ? mul(exp(target), sub(target, input))
      : mul(target, sub(log(maskedFill(target, eq(target, 0), 1)), input));
    if (reduction === 'none') return each;
    if (reduction === 'mean') return mean(each);
    return reduction === 'sum' ? sum(each) : div(sum(each), input.sizes[0] ?? 1);
  });
}
