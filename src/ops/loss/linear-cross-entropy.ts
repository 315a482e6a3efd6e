/** A classifier's last layer fused with its loss; the logits are never all in memory. */

import { checkBoolean, checkOptions } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';
import { sum } from '../reduce/sum.ts';
import { stack } from '../shape/join.ts';
import { select } from '../shape/part.ts';
import { reshape } from '../shape/reshape.ts';
import type { CrossEntropyOptions } from './cross-entropy.ts';
import { checkProblem, type Problem } from './linear-problem.ts';
import { ofRows, type Seen } from './linear-rows.ts';

/** Options of `linearCrossEntropy`: those of `crossEntropy`, the layer's bias, and the chunks. */
export interface LinearCrossEntropyOptions extends CrossEntropyOptions {
  /** Added to the logits, of shape (C), or (C, d1 … dK) like the weight. */
  bias?: Tensor | null;
  /**
   * The number of rows whose logits are in memory at a time. Default: as many as fit in 6.68 MB, which makes 8 MB with the
   * kernels' workspace. More is faster. With fewer than 24 rows, blocks have many rows and some of the classes.
   */
  chunkSize?: number;
  /** Adds zLoss · logsumexp² to each loss that counts; its mean is over those, whatever the class weights. Default 0. */
  zLoss?: number;
  /** Replaces the logits by softcap · tanh(logits / softcap). Default null: no cap. */
  softcap?: number | null;
  /** Return the logsumexp and the accuracy with the loss. Default false. */
  details?: boolean;
}

/** What `linearCrossEntropy` returns with `details`. */
export interface LinearCrossEntropyDetails {
  /** The loss, through which gradients flow. */
  loss: Tensor;
  /** log Σ exp of the logits of each row, in the shape of class indices. It has no gradient. */
  logsumexp: Tensor;
  /**
   * The share of the targets that count whose class has the greatest logit; for probabilities, the class is the most probable
   * one. NaN if none counts.
   */
  accuracy: number;
}

const FN = 'linearCrossEntropy';

/**
 * `crossEntropy(linear(input, weight, bias), target)` in chunks of rows: the logits of one chunk at a time become losses and
 * then, in place, gradients, which are at once added to those of input, weight and bias. `F.linear_cross_entropy` in PyTorch,
 * which has no `zLoss`, `softcap` and `details`.
 *
 * Shapes: input (…, in), weight (C, in), target (…) class indices of int32 or (…, C) class probabilities of float32. Or input (N,
 * in), weight (C, d1 … dK, in), target (N, d1 … dK) or (N, C, d1 … dK): each position has its own layer. The result is a scalar,
 * or of the indices' shape with reduction 'none', where backward runs the chunks again.
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, no classes, targets outside [0, C), probabilities that require gradients,
 *   labelSmoothing above 1, a zLoss below 0, or a softcap that is not above 0.
 */
export function linearCrossEntropy(
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options: LinearCrossEntropyOptions & { details: true },
): LinearCrossEntropyDetails;
export function linearCrossEntropy(
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options?: LinearCrossEntropyOptions & { details?: false },
): Tensor;
export function linearCrossEntropy(
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options: LinearCrossEntropyOptions = {},
): Tensor | LinearCrossEntropyDetails {
  takes(FN, 4, arguments);
  checkOptions(FN, options, [
    ...['bias', 'weight', 'ignoreIndex', 'reduction', 'labelSmoothing', 'chunkSize', 'zLoss', 'softcap', 'details'],
  ]);
  const details = checkBoolean(FN, 'details', options.details ?? false);
  return composed(FN, () => {
    const problem = checkProblem(FN, input, weight, target, options);
    const seen: Seen | null = details ? { logsumexps: [], right: 0, counted: 0 } : null;
    const loss = weight.ndim === 2 ? ofRows(FN, problem, seen) : ofPositions(problem, seen);
    if (seen === null) return loss;
    const { logsumexps, right, counted } = seen;
    const logsumexp =
      weight.ndim === 2 ? (logsumexps[0] as Tensor) : reshape(stack(logsumexps, 1), [...problem.lead, ...problem.out]);
    return { loss, logsumexp, accuracy: right / counted };
  });
}

/** A layer for each position (d1 … dK): their losses one after another, each in chunks. */
function ofPositions(problem: Problem, seen: Seen | null): Tensor {
  const { input, weight, bias, target, C, out, lead, ofProbabilities, reduction } = problem;
  const D = out.reduce((n, d) => n * d, 1);
  const [N, inner] = input.sizes as [number, number];
  const [w, b] = [reshape(weight, [C, D, inner]), bias === null ? null : reshape(bias, [C, D])];
  const t = reshape(target, ofProbabilities ? [N, C, D] : [N, D]);
  const parts = Array.from({ length: D }, (_, k) => {
    const own = { weight: select(w, 1, k), bias: b && select(b, 1, k), target: select(t, ofProbabilities ? 2 : 1, k) };
    return ofRows(FN, { ...problem, ...own }, seen);
  });
  return reduction === 'none' ? reshape(stack(parts, 1), [...lead, ...out]) : sum(stack(parts));
}
