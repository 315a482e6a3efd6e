/** How the losses of a batch become one number. */
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkOneOf } from '../../errors.ts';
import { oneOf, type Rule } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { mean, sum } from '../reduce/sum.ts';

/** How the losses of a batch become one: their (weighted) mean, their sum, or each for itself. */
export type Reduction = 'mean' | 'sum' | 'none';

const REDUCTIONS: readonly Reduction[] = ['mean', 'sum', 'none'];
/** Checks a `reduction`. */
export const checkReduction = (fn: string, reduction: unknown): Reduction => checkOneOf(fn, 'reduction', reduction, REDUCTIONS);

/** The rule of a `reduction`, and that of the usual one. */
export const reductionRule = (initial: Reduction): Rule<Reduction> => oneOf<Reduction>(initial, REDUCTIONS);
export const REDUCTION: Rule<Reduction> = /* @__PURE__ */ reductionRule('mean');

/** Adds up positions' losses; consumes them. No weight at all makes the mean 0/0, NaN as in PyTorch. */
export function sumLosses(losses: Tensor, scale: number): Tensor {
  const y = newEmpty(losses, []);
  kernels.sum(0, 1, y.ptr, losses.ptr, losses.numel, 1, scale === Infinity ? Number.NaN : scale);
  losses.dispose();
  return y;
}

/** The losses themselves, their sum or their mean, for losses made of other ops. */
export function reduceLosses(losses: Tensor, reduction: Reduction): Tensor {
  if (reduction === 'none') return losses;
  return reduction === 'sum' ? sum(losses) : mean(losses);
}
