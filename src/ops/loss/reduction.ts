/** How a batch's losses become one number. */
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkOneOf } from '../../errors.ts';
import { oneOf, type Rule } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { mean, sum } from '../reduce/sum.ts';

/** How a batch's losses are reduced: to their (weighted) mean, to their sum, or not at all. */
export type Reduction = 'mean' | 'sum' | 'none';

const REDUCTIONS: readonly Reduction[] = ['mean', 'sum', 'none'];
/** Checks a `reduction`. */
export const checkReduction = (fn: string, reduction: unknown): Reduction => checkOneOf(fn, 'reduction', reduction, REDUCTIONS);

/** The rule of a `reduction` with the usual default. */
export const reductionRule = (initial: Reduction): Rule<Reduction> => oneOf<Reduction>(initial, REDUCTIONS);
export const REDUCTION: Rule<Reduction> = /* @__PURE__ */ reductionRule('mean');

/** Sets a scalar to `scale` times the sum of n losses at an address. Without any weight the mean is 0/0, NaN as in PyTorch. */
export const addLosses = (y: Tensor, losses: number, n: number, scale: number): void =>
  kernels.sum(0, 1, y.ptr, losses, n, 1, scale === Infinity ? Number.NaN : scale);

/** Adds up the losses of all positions; consumes them. */
export function sumLosses(losses: Tensor, scale: number): Tensor {
  const y = newEmpty(losses, []);
  addLosses(y, losses.ptr, losses.numel, scale);
  losses.dispose();
  return y;
}

/** The losses themselves, their sum or their mean, for losses composed of other ops. */
export function reduceLosses(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? sum(losses) : mean(losses);
}
