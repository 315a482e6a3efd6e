/** Losses of samples with several labels. */

import { extra } from '../../../bindings/extra.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { floating } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions, failRange, failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mean } from '../reduce/sum.ts';
import { binaryLoss, LOGITS, type LossOptions } from './elements.ts';
import { checkReduction, reduceLosses, sumLosses } from './reduction.ts';
import { checkInput, checkTarget } from './targets.ts';

/**
 * The hinge loss of scores for C classes, several of which are a sample's labels: 1/C · Σ max(0, 1 − x[k] + x[c]) over the labels
 * k and the other classes c. A target lists the labels of a sample, up to the first −1. `F.multilabel_margin_loss` in PyTorch.
 *
 * Shapes: input (N, C) or (C), target of int32 of the same shape; the result is a scalar, or with reduction 'none' (N) or ().
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit and targets outside [−1, C).
 */
export function multilabelMarginLoss(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  takes('multilabelMarginLoss', 3, arguments);
  const fn = 'multilabelMarginLoss';
  checkOptions(fn, options, ['reduction']);
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  checkInput(fn, input);
  const { sizes } = input;
  const C = sizes[sizes.length - 1] as number;
  if (sizes.length > 2 || C === 0) failRange(fn, `expected input of shape [C] or [N, C] with classes, got ${showShape(sizes)}`);
  const N = input.numel / C;
  const scale = reduction === 'mean' ? 1 / N : 1;
  return whole(fn, () => {
    const indices = checkTarget(fn, target, sizes, C, sizes, -1).target;
    const source = dense(input);
    const losses = newEmpty(input, sizes.slice(0, -1));
    extra().multilabelMargin(0, N, losses.ptr, 0, 0, 0, scale, source.ptr, indices.ptr, C);
    const y = reduction === 'none' ? losses : sumLosses(losses, scale);
    if (tracks(input)) {
      const stride = reduction === 'none' ? 1 : 0;
      record(y, fn, [input], [source, indices], (g, [source, indices]) => {
        const dx = newEmpty(g, sizes);
        const dy = dense(g);
        extra().multilabelMargin(0, N, 0, dx.ptr, dy.ptr, stride, scale, source.ptr, indices.ptr, C);
        drop(dy, g);
        return dx;
      });
    }
    drop(source, input);
    drop(indices, target);
    return y;
  });
}

/** Options of `multilabelSoftMarginLoss`. */
export interface MultiLabelSoftMarginLossOptions extends LossOptions {
  /** A weight for each class, such as (C); broadcast to the input's shape. It gets no gradient. */
  weight?: Tensor | null;
}

/**
 * Binary cross-entropy of each class, given as logits, averaged over the classes: the last dim. `F.multilabel_soft_margin_loss`
 * in PyTorch.
 *
 * Shapes: input and target (N, C) or (C), of one shape; the result is a scalar, or of their shape without C with reduction
 * 'none'.
 *
 * @throws {TypeError} unless input is float32 and target float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not fit.
 */
export function multilabelSoftMarginLoss(input: Tensor, target: Tensor, options: MultiLabelSoftMarginLossOptions = {}): Tensor {
  takes('multilabelSoftMarginLoss', 3, arguments);
  const fn = 'multilabelSoftMarginLoss';
  checkOptions(fn, options, ['weight', 'reduction']);
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  checkInput(fn, input);
  if (checkTensor(fn, 'target', target).dtype === 'bool')
    failType(fn, "expected target of dtype float32 or int32, got bool; convert it with to('float32')");
  return composed('multilabelSoftMarginLoss', () => {
    const answers = floating(fn, target);
    const each = binaryLoss(fn, LOGITS, input, answers, { weight: options.weight ?? null, reduction: 'none' });
    return reduceLosses(mean(each, -1), reduction);
  });
}
