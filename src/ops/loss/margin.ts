/** The multi-class hinge loss. */

import { newRange } from '../../array/allocate.ts';
import { checkNumber, checkOptions, failRange, show } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { relu } from '../elementwise/activation.ts';
import { add, div, mul, sub } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { where } from '../elementwise/select.ts';
import { mean, sum } from '../reduce/sum.ts';
import { unsqueeze } from '../shape/reshape.ts';
import type { LossOptions } from './elements.ts';
import { checkReduction } from './reduction.ts';
import { checkInput, checkTarget, checkWeight, targetShape } from './targets.ts';

/** Options of `multiMarginLoss`. */
export interface MultiMarginLossOptions extends LossOptions {
  /** 1 for the margins themselves (the default), 2 for their squares. */
  p?: number;
  /** How far the target's score should exceed the others. Default 1. */
  margin?: number;
  /** A weight for each class, of shape (C). It gets no gradient. */
  weight?: Tensor | null;
}

/** Checks the power of `multiMarginLoss`. */
export function checkPower(fn: string, p: unknown): number {
  if (p !== 1 && p !== 2) failRange(fn, `expected p to be 1 or 2, got ${show(p)}`);
  return p;
}

/**
 * The hinge loss of scores for C classes: w[y]/C · Σ_{c ≠ y} max(0, margin − x[y] + x[c])^p. `F.multi_margin_loss` in PyTorch
 * (Crammer and Singer, 2001); 'mean' divides by the batch size, whatever the weights.
 *
 * Shapes: input (N, C) or (C), target of int32 (N) or (); the result is a scalar, or of the target's shape with
 * reduction 'none'.
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, targets outside [0, C), p other than 1 and 2.
 */
export function multiMarginLoss(input: Tensor, target: Tensor, options: MultiMarginLossOptions = {}): Tensor {
  takes('multiMarginLoss', 3, arguments);
  const fn = 'multiMarginLoss';
  checkOptions(fn, options, ['p', 'margin', 'weight', 'reduction']);
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const p = checkPower(fn, options.p ?? 1);
  const margin = checkNumber(fn, 'margin', options.margin ?? 1);
  checkInput(fn, input);
  if (input.ndim > 2) failRange(fn, `expected input of shape [C] or [N, C], got ${showShape(input.sizes)}`);
  const C = input.sizes[input.ndim - 1] as number;
  return composed(fn, () => {
    const weight = checkWeight(fn, options.weight, C);
    checkTarget(fn, target, input.sizes, C, targetShape(input), null);
    const isTarget = eq(newRange(target, C), unsqueeze(target, -1));
    const own = sum(where(isTarget, input, 0), -1, { keepdim: true });
    const short = where(isTarget, 0, relu(add(sub(input, own), margin)));
    // of a product with itself, whose gradient overflows no sooner than it has to
    const each = div(sum(p === 2 ? mul(short, short) : short, -1), C);
    const losses = weight === null ? each : mul(each, sum(where(isTarget, weight, 0), -1));
    if (reduction === 'none') return losses;
    return reduction === 'sum' ? sum(losses) : mean(losses);
  });
}
