/** Binary cross-entropy that gives less weight to well-classified examples. */

import { number, readOptions, takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { logsigmoid } from '../elementwise/activation.ts';
import { add, mul, neg, sub } from '../elementwise/arithmetic.ts';
import { pow } from '../elementwise/power.ts';
import { sigmoid } from '../elementwise/unary.ts';
import { binaryLoss, focal, type LossOptions } from './elements.ts';
import { reductionRule } from './reduction.ts';

/** Options of `sigmoidFocalLoss`. */
export interface SigmoidFocalLossOptions extends LossOptions {
  /** The weight of positive targets; negative ones have 1 − alpha. Default 0.25; below 0, there are no weights. */
  alpha?: number;
  /** How strongly well-classified examples lose weight; 0 for not at all. Default 2. */
  gamma?: number;
}

const RULES = {
  alpha: /* @__PURE__ */ number(0.25),
  gamma: /* @__PURE__ */ number(2),
  reduction: /* @__PURE__ */ reductionRule('none'),
};

/** The derivative of the loss with respect to the target. */
function targetSlope(alpha: number, gamma: number, x: Tensor, y: Tensor): Tensor {
  const [q, r, no] = [sigmoid(x), sigmoid(neg(x)), sub(1, y)];
  const u = add(mul(q, no), mul(r, y));
  const f = pow(u, gamma);
  const ce = sub(mul(no, x), logsigmoid(x));
  const slope = gamma === 0 ? neg(x) : sub(mul(mul(mul(pow(u, gamma - 1), gamma), sub(r, q)), ce), mul(f, x));
  if (alpha < 0) return slope;
  return add(mul(add(mul(y, 2 * alpha - 1), 1 - alpha), slope), mul(mul(f, ce), 2 * alpha - 1));
}

/**
 * The focal loss of binary targets given as logits x: `binaryCrossEntropyWithLogits` times (1 − p)^gamma, where p is the
 * probability of the right class, times alpha for positive targets and 1 − alpha for negative ones. Stable for logits of any
 * size. `torchvision.ops.sigmoid_focal_loss` in PyTorch (Lin et al., 2017).
 *
 * Shapes: input and target of one shape. With reduction 'none', the default, the result has that shape; otherwise it is a scalar.
 *
 * @throws {TypeError} unless both are float32, and for unknown options. @throws {RangeError} for shapes that differ.
 */
export function sigmoidFocalLoss(input: Tensor, target: Tensor, options?: SigmoidFocalLossOptions): Tensor {
  takes('sigmoidFocalLoss', 3, arguments);
  const { alpha, gamma, reduction } = readOptions('sigmoidFocalLoss', RULES, options);
  const formula = focal(alpha, gamma, (x, y) => targetSlope(alpha, gamma, x, y));
  return binaryLoss('sigmoidFocalLoss', formula, input, target, { reduction });
}
