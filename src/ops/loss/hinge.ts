/** Losses of targets of 1 and −1, and of distances; most apply only up to a margin. */

import { checkDtype, checkTensor } from '../../array/check.ts';
import { failRange, failType } from '../../errors.ts';
import { flag, number, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { logsigmoid } from '../elementwise/activation.ts';
import { add, div, mul, neg, sub } from '../elementwise/arithmetic.ts';
import { clamp } from '../elementwise/clamp.ts';
import { eq } from '../elementwise/compare.ts';
import { minimum } from '../elementwise/maximum.ts';
import { maskedFill, where } from '../elementwise/select.ts';
import { sqrt, square } from '../elementwise/unary.ts';
import { measured } from '../reduce/measured.ts';
import { norm } from '../reduce/norm.ts';
import { sum } from '../reduce/sum.ts';
import type { LossOptions } from './elements.ts';
import { REDUCTION, reduceLosses } from './reduction.ts';

/** Options of the losses with a margin. */
export interface MarginOptions extends LossOptions {
  /** The margin: the distance that is enough. */
  margin?: number;
}

const PLAIN = { reduction: REDUCTION };
/** The rules of `MarginOptions` with a default margin of 0. */
export const MARGIN_0 = { margin: /* @__PURE__ */ number(0), reduction: REDUCTION };
/** The rules of `MarginOptions` with a default margin of 1. */
export const MARGIN_1 = { margin: /* @__PURE__ */ number(1), reduction: REDUCTION };

/** Refuses a target of 1 and −1 that is neither float32 nor int32. */
function checkSigns(fn: string, target: Tensor): void {
  if (checkTensor(fn, 'target', target).dtype === 'bool')
    failType(fn, "expected target of 1 and -1, float32 or int32, got bool; convert it with to('float32').mul(2).sub(1)");
}

/** Refuses tensors that are not float32, or whose numbers of dims differ. */
function checkDims(fn: string, named: Readonly<Record<string, Tensor>>): void {
  const tensors = Object.entries(named);
  for (const [what, t] of tensors) checkDtype(fn, what, t, 'float32');
  checkSameDims(fn, tensors);
}

function checkSameDims(fn: string, tensors: readonly (readonly [string, Tensor])[]): void {
  if (tensors.every(([, t]) => t.ndim === tensors[0]?.[1].ndim)) return;
  const got = tensors.map(([what, t]) => `${what} ${showShape(t.sizes)}`).join(', ');
  failRange(fn, `expected equal numbers of dims, got ${got}; see unsqueeze`);
}

/**
 * The logistic loss ln(1 + e^(−y·x)) of targets y of 1 and −1, stable for inputs of any size. `F.soft_margin_loss` in
 * PyTorch.
 *
 * Shapes: input and target broadcast; the result is a scalar, or of the broadcast shape with reduction 'none'.
 *
 * @throws {TypeError} unless input is float32 and target float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not broadcast.
 */
export function softMarginLoss(input: Tensor, target: Tensor, options?: LossOptions): Tensor {
  takes('softMarginLoss', 3, arguments);
  const { reduction } = readOptions('softMarginLoss', PLAIN, options);
  checkDtype('softMarginLoss', 'input', input, 'float32');
  checkSigns('softMarginLoss', target);
  broadcastShapes('softMarginLoss', input.sizes, target.sizes);
  return composed('softMarginLoss', () => reduceLosses(neg(logsigmoid(mul(input, target))), reduction));
}

/**
 * The loss of pairs of scores that should be in a given order: max(0, −y·(x1 − x2) + margin), where y is 1 if the first should be
 * greater, −1 if the second should. `F.margin_ranking_loss` in PyTorch; the default margin is 0.
 *
 * Shapes: all three have the same number of dims and broadcast; the result is a scalar, or of the broadcast shape with reduction
 * 'none'.
 *
 * @throws {TypeError} unless inputs are float32 and target is float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not fit.
 */
export function marginRankingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: MarginOptions): Tensor {
  takes('marginRankingLoss', 4, arguments);
  const fn = 'marginRankingLoss';
  const { margin, reduction } = readOptions(fn, MARGIN_0, options);
  checkDims(fn, { input1, input2 });
  checkSigns(fn, target);
  checkSameDims(fn, Object.entries({ input1, input2, target }));
  broadcastShapes(fn, broadcastShapes(fn, input1.sizes, input2.sizes), target.sizes);
  return composed('marginRankingLoss', () => reduceLosses(clamp(add(mul(sub(input2, input1), target), margin), 0), reduction));
}

/**
 * The loss of distances x between pairs that are similar (y = 1) or not (−1): x for the former, max(0, margin − x) for the
 * latter. `F.hinge_embedding_loss` in PyTorch; the default margin is 1. As in PyTorch, other targets count as both.
 *
 * Shapes: input and target broadcast; the result is a scalar, or of the broadcast shape with reduction 'none'.
 *
 * @throws {TypeError} unless input is float32 and target float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not broadcast.
 */
export function hingeEmbeddingLoss(input: Tensor, target: Tensor, options?: MarginOptions): Tensor {
  takes('hingeEmbeddingLoss', 3, arguments);
  const fn = 'hingeEmbeddingLoss';
  const { margin, reduction } = readOptions(fn, MARGIN_1, options);
  checkDtype(fn, 'input', input, 'float32');
  checkSigns(fn, target);
  broadcastShapes(fn, input.sizes, target.sizes);
  return composed('hingeEmbeddingLoss', () => {
    const near = maskedFill(input, eq(target, -1), 0);
    const far = maskedFill(clamp(sub(margin, input), 0), eq(target, 1), 0);
    return reduceLosses(add(near, far), reduction);
  });
}

/**
 * The loss of the cosine between pairs of vectors: 1 − cos for similar ones (y = 1), max(0, cos − margin) for others (−1), 0 for
 * other targets. `F.cosine_embedding_loss` in PyTorch; the default margin is 0. 1e-12 is added to each squared length.
 *
 * Shapes: inputs (N, D) that broadcast and target (N), or inputs (D) and target (); the result is a scalar, or of the
 * target's shape with reduction 'none'.
 *
 * @throws {TypeError} unless inputs are float32 and target is float32 or int32, and for unknown options.
 * @throws {RangeError} for shapes that do not fit.
 */
export function cosineEmbeddingLoss(input1: Tensor, input2: Tensor, target: Tensor, options?: MarginOptions): Tensor {
  takes('cosineEmbeddingLoss', 4, arguments);
  const fn = 'cosineEmbeddingLoss';
  const { margin, reduction } = readOptions(fn, MARGIN_0, options);
  checkDims(fn, { input1, input2 });
  checkSigns(fn, target);
  if (target.ndim > 1 || input1.ndim !== target.ndim + 1) {
    const got = `${showShape(input1.sizes)} and ${showShape(target.sizes)}`;
    failRange(fn, `expected inputs [N, D] and target [N], or inputs [D] and target [], got ${got}`);
  }
  const pairs = broadcastShapes(fn, input1.sizes, input2.sizes);
  broadcastShapes(fn, pairs.slice(0, -1), target.sizes);
  return composed('cosineEmbeddingLoss', () => {
    const [a, b, m, n] = measured(input1, input2, -1, (x) => sqrt(add(sum(square(x), -1), 1e-12)));
    const cos = div(sum(mul(a, b), -1), mul(m, n));
    const apart = where(eq(target, -1), clamp(sub(cos, margin), 0), 0);
    return reduceLosses(where(eq(target, 1), sub(1, cos), apart), reduction);
  });
}

/** Options of `tripletMarginLoss`. */
export interface TripletMarginLossOptions extends MarginOptions {
  /** The p of the norm that measures distances. Default 2. */
  p?: number;
  /** Added to every difference. Default 1e-6. */
  eps?: number;
  /** Use the negative's distance from the anchor or the positive, whichever is less. Default false. */
  swap?: boolean;
}

/** The rules of `TripletMarginLossOptions`. */
export const TRIPLET = {
  margin: /* @__PURE__ */ number(1),
  p: /* @__PURE__ */ number(2),
  eps: /* @__PURE__ */ number(1e-6),
  swap: /* @__PURE__ */ flag(false),
  reduction: REDUCTION,
};

/**
 * The loss of an anchor that should be nearer to a positive than to a negative: max(0, d(a, p) − d(a, n) + margin), where the
 * distance d(x, y) is the p-norm of x − y + eps. `F.triplet_margin_loss` in PyTorch (Balntas et al., 2016); the default margin is
 * 1.
 *
 * Shapes: all three have the same number of dims, (N, D) or (D), and broadcast; the result is a scalar, or of their shape without
 * D with reduction 'none'.
 *
 * @throws {TypeError} unless all are float32, and for unknown options. @throws {RangeError} for shapes that do not fit.
 */
export function tripletMarginLoss(
  anchor: Tensor,
  positive: Tensor,
  negative: Tensor,
  options?: TripletMarginLossOptions,
): Tensor {
  takes('tripletMarginLoss', 4, arguments);
  const fn = 'tripletMarginLoss';
  const { margin, p, eps, swap, reduction } = readOptions(fn, TRIPLET, options);
  checkDims(fn, { anchor, positive, negative });
  if (anchor.ndim === 0) failRange(fn, 'expected vectors [N, D] or [D], got scalars');
  const shape = broadcastShapes(fn, broadcastShapes(fn, anchor.sizes, positive.sizes), negative.sizes);
  if (Math.abs(p) === Infinity && shape[shape.length - 1] === 0)
    failRange(fn, `expected vectors that are not empty for p ${p}, got ${showShape(shape)}`);
  return composed('tripletMarginLoss', () => {
    const distance = (x: Tensor, y: Tensor): Tensor => norm(add(sub(x, y), eps), p, -1);
    const near = distance(anchor, positive);
    const far = distance(anchor, negative);
    const least = swap ? minimum(far, distance(positive, negative)) : far;
    return reduceLosses(clamp(add(sub(near, least), margin), 0), reduction);
  });
}
