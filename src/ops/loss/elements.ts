/** Element-wise losses: of regression, and of binary targets. Each takes one pass forward and one back. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { BCE, BCE_LOGITS, ELEMENT_LOSS_BLOCK, FOCAL, SMOOTH_L1 } from '../../../bindings/wasm/constants.ts';
import { fillWith, newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks, wantsGrad } from '../../autograd/tape.ts';
import { checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, sameShape, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { logsigmoid } from '../elementwise/activation.ts';
import { mul, neg, sub } from '../elementwise/arithmetic.ts';
import { log, log1p } from '../elementwise/unary.ts';
import { expand } from '../shape/expand.ts';
import { checkReduction, type Reduction } from './reduction.ts';

/** Options that all losses take. */
export interface LossOptions {
  /** How the elements' losses are combined. Default 'mean'. */
  reduction?: Reduction;
}

/** A loss as the kernels know it, with its parameters. */
interface Formula {
  kind: typeof SMOOTH_L1 | typeof BCE | typeof BCE_LOGITS | typeof FOCAL;
  beta?: number;
  curve?: number;
  slope?: number;
  /** The derivative with respect to the target, unless it is the negative of that with respect to the input. */
  targetSlope?: (x: Tensor, y: Tensor, p: Tensor | null) => Tensor;
}

const SQUARE: Formula = { kind: SMOOTH_L1, beta: Infinity, curve: 1, slope: 1 };
const ABSOLUTE: Formula = { kind: SMOOTH_L1, beta: 0, curve: 0, slope: 1 };
const BINARY: Formula = { kind: BCE, targetSlope: (x) => sub(log1p(neg(x)), log(x)) };
/** The loss of `binaryCrossEntropyWithLogits`. */
export const LOGITS: Formula = {
  kind: BCE_LOGITS,
  targetSlope: (x, _, p) => (p === null ? neg(x) : sub(mul(sub(1, p), logsigmoid(x)), x)),
};
/** The loss of `sigmoidFocalLoss`. */
export const focal = (alpha: number, gamma: number, targetSlope: Formula['targetSlope'] & {}): Formula => ({
  kind: FOCAL,
  beta: gamma,
  curve: alpha,
  targetSlope,
});

/** The loss of tensors of one shape; w and p also have that shape and are contiguous, or are null. */
function pairLoss(
  fn: string,
  formula: Formula,
  x: Tensor,
  y: Tensor,
  reduction: Reduction,
  w: Tensor | null = null,
  p: Tensor | null = null,
): Tensor {
  const { kind, beta = 0, curve = 0, slope = 0, targetSlope } = formula;
  const n = x.numel;
  const blocks = Math.ceil(n / ELEMENT_LOSS_BLOCK);
  const each = reduction === 'none';
  const scale = reduction === 'mean' ? 1 / n : 1;
  return whole(fn, () => {
    const out = newEmpty(x, each ? x.sizes : []);
    const a = dense(x);
    const b = dense(y);
    const parameters = [n, beta, curve, slope] as const;
    const operands = [a.ptr, b.ptr, w?.ptr ?? 0, p?.ptr ?? 0] as const;
    if (each) {
      extra().elementLoss(0, blocks, kind, out.ptr, 0, ...operands, ...parameters);
    } else {
      const partial = newEmpty(x, [blocks, 2]);
      extra().elementLoss(0, blocks, kind, 0, partial.ptr, ...operands, ...parameters);
      fillWith(out, kernels.sumPartials(partial.ptr, blocks) * scale);
      partial.dispose();
    }
    if (tracks(x, y)) {
      record(out, fn, [x, y], [a, b, w, p], (g, [a, b, w, p], wanted) => {
        const dy = dense(g);
        let dx: Tensor | null = null;
        if (wanted[0] || targetSlope === undefined) {
          dx = newEmpty(a, a.sizes);
          const operands = [a.ptr, b.ptr, w?.ptr ?? 0, p?.ptr ?? 0] as const;
          extra().elementLossBackward(0, blocks, kind, dx.ptr, dy.ptr, each, scale, ...operands, ...parameters);
        }
        if (!wanted[1]) return [dx, null];
        if (targetSlope === undefined) return [dx, neg(dx as Tensor)];
        const weight = w === null ? mul(dy, scale) : mul(mul(dy, scale), w);
        return [dx, mul(weight, targetSlope(a, b, p))];
      });
    }
    drop(a, x);
    drop(b, y);
    return out;
  });
}

/** A loss of differences, with broadcasting. */
function differenceLoss(fn: string, formula: Formula, x: Tensor, y: Tensor, { reduction = 'mean' }: LossOptions): Tensor {
  checkReduction(fn, reduction);
  checkDtype(fn, 'input', x, 'float32');
  checkDtype(fn, 'target', y, 'float32');
  const shape = broadcastShapes(fn, x.sizes, y.sizes);
  if (sameShape(x.sizes, y.sizes)) return pairLoss(fn, formula, x, y, reduction);
  return composed(fn, () => pairLoss(fn, formula, expand(x, shape), expand(y, shape), reduction));
}

/**
 * The squared error (x − y)². `F.mse_loss` in PyTorch.
 *
 * Shapes: input and target broadcast; note that (N, 1) and (N) give (N, N). The result is a scalar, or of the broadcast shape
 * with reduction 'none'.
 *
 * @throws {TypeError} unless both are float32, and for unknown options. @throws {RangeError} for shapes that do not broadcast.
 */
export function mseLoss(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  takes('mseLoss', 3, arguments);
  checkOptions('mseLoss', options, ['reduction']);
  return differenceLoss('mseLoss', SQUARE, input, target, options);
}

/** The absolute error |x − y|; shapes and errors as of `mseLoss`. `F.l1_loss` in PyTorch. */
export function l1Loss(input: Tensor, target: Tensor, options: LossOptions = {}): Tensor {
  takes('l1Loss', 3, arguments);
  checkOptions('l1Loss', options, ['reduction']);
  return differenceLoss('l1Loss', ABSOLUTE, input, target, options);
}

/** Options of `smoothL1Loss`. */
export interface SmoothL1LossOptions extends LossOptions {
  /** The error at which the curve becomes a line. Default 1. */
  beta?: number;
}

/**
 * ½d²/beta where |d| < beta, |d| − ½beta beyond, for d = x − y; with beta 0 it is `l1Loss`. Shapes and errors as of
 * `mseLoss`. `F.smooth_l1_loss` in PyTorch (Girshick, 2015).
 *
 * @throws {RangeError} if beta is negative.
 */
export function smoothL1Loss(input: Tensor, target: Tensor, options: SmoothL1LossOptions = {}): Tensor {
  takes('smoothL1Loss', 3, arguments);
  checkOptions('smoothL1Loss', options, ['reduction', 'beta']);
  const beta = checkNumber('smoothL1Loss', 'beta', options.beta ?? 1, 0);
  // below, 1/beta leaves float32's range
  const formula: Formula = beta < 3e-39 ? ABSOLUTE : { kind: SMOOTH_L1, beta, curve: 0.5 / beta, slope: 1 };
  return differenceLoss('smoothL1Loss', formula, input, target, options);
}

/** Options of `huberLoss`. */
export interface HuberLossOptions extends LossOptions {
  /** The error at which the parabola becomes a line. Default 1. */
  delta?: number;
}

/**
 * ½d² where |d| ≤ delta, delta·(|d| − ½delta) beyond, for d = x − y. Shapes and errors as of `mseLoss`. `F.huber_loss`
 * in PyTorch (Huber, 1964).
 *
 * @throws {RangeError} unless delta is positive.
 */
export function huberLoss(input: Tensor, target: Tensor, options: HuberLossOptions = {}): Tensor {
  takes('huberLoss', 3, arguments);
  checkOptions('huberLoss', options, ['reduction', 'delta']);
  const delta = checkNumber('huberLoss', 'delta', options.delta ?? 1, 0);
  if (delta === 0) failRange('huberLoss', 'expected delta above 0, got 0; l1Loss is its limit');
  return differenceLoss('huberLoss', { kind: SMOOTH_L1, beta: delta, curve: 0.5, slope: delta }, input, target, options);
}

/** Options of `binaryCrossEntropy`. */
export interface BCELossOptions extends LossOptions {
  /** A factor of each element's loss, broadcast to the input's shape. It gets no gradient. */
  weight?: Tensor | null;
}

/** Options of `binaryCrossEntropyWithLogits`. */
export interface BCEWithLogitsLossOptions extends BCELossOptions {
  /** The weight of positive targets, such as (C) for C labels; broadcast to the input's shape. It gets no gradient. */
  posWeight?: Tensor | null;
}

/** A weight in the input's shape, contiguous. */
function spreadWeight(fn: string, what: string, weight: Tensor | null | undefined, x: Tensor): Tensor | null {
  if (weight === undefined || weight === null) return null;
  checkDtype(fn, what, weight, 'float32');
  if (!sameShape(broadcastShapes(fn, x.sizes, weight.sizes), x.sizes))
    failRange(fn, `expected ${what} that broadcasts to input ${showShape(x.sizes)}, got ${showShape(weight.sizes)}`);
  if (wantsGrad(weight)) failRange(fn, `expected ${what} that needs no gradient, got one that does; pass its detach()`);
  return dense(broadcastTo(weight, x.sizes));
}

/** A loss of binary targets, under the name of the function that was called. */
export function binaryLoss(fn: string, formula: Formula, x: Tensor, y: Tensor, options: BCEWithLogitsLossOptions): Tensor {
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  checkDtype(fn, 'input', x, 'float32');
  checkDtype(fn, 'target', y, 'float32');
  if (!sameShape(x.sizes, y.sizes))
    failRange(fn, `expected target of the input's shape ${showShape(x.sizes)}, got ${showShape(y.sizes)}; see reshape`);
  return composed(fn, () => {
    const w = spreadWeight(fn, 'weight', options.weight, x);
    const p = spreadWeight(fn, 'posWeight', options.posWeight, x);
    if (formula === BINARY) checkUnit(fn, x);
    return pairLoss(fn, formula, x, y, reduction, w, p);
  });
}

/** Refuses anything but probabilities. */
function checkUnit(fn: string, x: Tensor): void {
  const source = dense(x);
  const bad = extra().checkUnit(source.ptr, source.numel);
  if (bad < 0) return drop(source, x);
  const got = heap.f32[(source.ptr >>> 2) + bad];
  failRange(
    fn,
    `expected input in [0, 1], got ${got} at index ${showIndex(bad, x.sizes)}; for raw logits use binaryCrossEntropyWithLogits`,
  );
}

/**
 * The cross-entropy of binary targets given as probabilities x: −(y·ln x + (1 − y)·ln(1 − x)), where logarithms are at least
 * −100. `F.binary_cross_entropy` in PyTorch. For raw logits, `binaryCrossEntropyWithLogits` is more accurate.
 *
 * Shapes: input and target of one shape; the result is a scalar, or of their shape with reduction 'none'.
 *
 * @throws {TypeError} unless both are float32, and for unknown options.
 * @throws {RangeError} for shapes that differ, and input outside [0, 1].
 */
export function binaryCrossEntropy(input: Tensor, target: Tensor, options: BCELossOptions = {}): Tensor {
  takes('binaryCrossEntropy', 3, arguments);
  checkOptions('binaryCrossEntropy', options, ['weight', 'reduction']);
  return binaryLoss('binaryCrossEntropy', BINARY, input, target, options);
}

/**
 * The cross-entropy of binary targets given as logits x: (1 − y)·x + (1 + (posWeight − 1)·y)·ln(1 + e^−x), stable
 * for logits of any size. `F.binary_cross_entropy_with_logits` in PyTorch.
 *
 * Shapes: input and target of one shape; the result is a scalar, or of their shape with reduction 'none'.
 *
 * @throws {TypeError} unless all are float32, and for unknown options. @throws {RangeError} for shapes that do not fit.
 */
export function binaryCrossEntropyWithLogits(input: Tensor, target: Tensor, options: BCEWithLogitsLossOptions = {}): Tensor {
  takes('binaryCrossEntropyWithLogits', 3, arguments);
  checkOptions('binaryCrossEntropyWithLogits', options, ['weight', 'posWeight', 'reduction']);
  return binaryLoss('binaryCrossEntropyWithLogits', LOGITS, input, target, options);
}
