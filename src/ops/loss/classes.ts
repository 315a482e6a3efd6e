/** The two routes to a classifier's loss: `nllLoss` of log-probabilities, and `crossEntropy` of raw logits. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOneOf, checkOptions, failRange, failType, show } from '../../errors.ts';
import { scope } from '../../scope.ts';
import { type Shape, sameShape, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, div, mul, neg } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { logSoftmax } from '../reduce/softmax.ts';
import { sum } from '../reduce/sum.ts';
import { reshape } from '../shape/reshape.ts';

/** How the losses of a batch become one: their (weighted) mean, their sum, or each for itself. */
export type Reduction = 'mean' | 'sum' | 'none';

/** Options of `nllLoss`. */
export interface NLLLossOptions {
  /** A weight for each class, of shape (C). */
  weight?: Tensor | null;
  /** Targets of this value count for nothing; −100 if absent. */
  ignoreIndex?: number;
  /** 'mean' if absent: the sum divided by the targets' weights. */
  reduction?: Reduction;
}

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions extends NLLLossOptions {
  /** How much of each target is spread evenly over the classes, in [0, 1]; 0 if absent. */
  labelSmoothing?: number;
}

const REDUCTIONS: readonly Reduction[] = ['mean', 'sum', 'none'];
/** The `ignoreIndex` of those who name none. */
export const IGNORED = -100;

/** Checks a `reduction`. */
export const checkReduction = (fn: string, reduction: unknown): Reduction => checkOneOf(fn, 'reduction', reduction, REDUCTIONS);

/** What both losses read, checked and contiguous. */
interface Problem extends Targets {
  weight: Tensor | null;
  ignoreIndex: number;
  reduction: Reduction;
  outer: number;
  C: number;
  inner: number;
}

/** Class indices that were checked, contiguous, and how many of them are not to be ignored. */
export interface Targets {
  target: Tensor;
  count: number;
}

/** The class dim: 1 of a batch, 0 of a single sample. */
const classDim = (x: Tensor): number => (x.ndim > 1 ? 1 : 0);

/** The shape of an input's positions. */
export function targetShape({ shape }: Tensor): Shape {
  if (shape.length < 2) return [];
  const positions = [shape[0] as number];
  for (let i = 2; i < shape.length; i++) positions.push(shape[i] as number);
  return positions;
}

/** Refuses an input without a class dim. */
export function checkInput(fn: string, x: Tensor): void {
  checkDtype(fn, 'input', x, 'float32');
  if (x.ndim === 0) failRange(fn, 'expected input of shape [C], [N, C] or [N, C, d1, …], got a scalar');
}

/** Checks the classes' weights; contiguous, or null. */
export function checkWeight(fn: string, weight: Tensor | null | undefined, C: number): Tensor | null {
  if (weight === undefined || weight === null) return null;
  checkDtype(fn, 'weight', weight, 'float32');
  if (weight.ndim !== 1 || weight.shape[0] !== C)
    failRange(fn, `expected weight of shape [${C}], one for each class, got ${showShape(weight.shape)}`);
  return dense(weight);
}

/** Checks class indices for an input: int32, of the given shape, each in [0, C) or `ignoreIndex` (none if null). */
export function checkTarget(
  fn: string,
  target: Tensor,
  input: Shape,
  C: number,
  shape: Shape,
  ignoreIndex: number | null,
): Targets {
  checkTensor(fn, 'target', target);
  if (target.dtype !== 'int32') {
    failType(fn, `expected target of dtype int32 (class indices), got ${target.dtype}; convert it with to('int32')`);
  }
  if (!sameShape(target.shape, shape)) {
    failRange(fn, `expected target of shape ${showShape(shape)} for input ${showShape(input)}, got ${showShape(target.shape)}`);
  }
  const indices = dense(target);
  // 0 is a class already: to ignore it changes nothing
  const count = kernels.checkTargets(indices.ptr, indices.numel, C, ignoreIndex ?? 0);
  if (count >= 0) return { target: indices, count };
  const bad = -1 - count;
  const got = heap.i32[(indices.ptr >>> 2) + bad] as number;
  drop(indices, target);
  const remedy = ignoreIndex === null ? '' : '; to leave targets out, set ignoreIndex';
  failRange(fn, `expected target in [0, ${C}), got ${got} at index ${showIndex(bad, shape)}${remedy}`);
}

/** Checks class indices, weights and options, before anything is computed. */
function checkIndices(fn: string, x: Tensor, target: Tensor, options: NLLLossOptions): Problem {
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const ignoreIndex = checkNumber(fn, 'ignoreIndex', options.ignoreIndex ?? IGNORED);
  checkInput(fn, x);
  const { outer, C, inner } = lanes(x.shape, classDim(x));
  const weight = checkWeight(fn, options.weight, C);
  const { target: indices, count } = checkTarget(fn, target, x.shape, C, targetShape(x), ignoreIndex);
  return { target: indices, count, weight, ignoreIndex, reduction, outer, C, inner };
}

/** Checks a `labelSmoothing`; below 0 it counts as 0, as in PyTorch. */
export function checkSmoothing(fn: string, labelSmoothing: number = 0): number {
  if (typeof labelSmoothing !== 'number') failType(fn, `expected labelSmoothing to be a number, got ${show(labelSmoothing)}`);
  if (labelSmoothing > 1) failRange(fn, `expected labelSmoothing in [0, 1], got ${labelSmoothing}`);
  return labelSmoothing > 0 ? labelSmoothing : 0;
}

/** What a position's loss is multiplied by: 1, or for the mean one over the sum of the targets' weights. */
export function scaleOf({ target, count, weight, ignoreIndex, reduction }: Omit<Problem, 'outer' | 'C' | 'inner'>): number {
  if (reduction !== 'mean') return 1;
  return 1 / (weight === null ? count : kernels.targetWeight(target.ptr, weight.ptr, target.numel, ignoreIndex));
}

/** Adds up positions' losses; consumes them. No weight at all makes the mean 0/0, NaN as in PyTorch. */
export function sumLosses(losses: Tensor, scale: number): Tensor {
  const y = newEmpty(x, []);
  kernels.sum(0, 1, y.ptr, losses.ptr, losses.numel, 1, scale === Infinity ? Number.NaN : scale);
  losses.dispose();
  return y;
}

/**
 * The negative log-likelihood of class indices, given log-probabilities. `F.nll_loss` in PyTorch.
 *
 * Shapes: input (C), (N, C) or (N, C, d1 … dk), target () , (N) or (N, d1 … dk) of int32; the result is a scalar, or
 * of the target's shape with reduction 'none'. l = −w[y]·x[y], 0 where the target is `ignoreIndex`.
 *
 * @throws {TypeError} for dtypes other than float32 input and int32 target, and for unknown options.
 * @throws {RangeError} for shapes that do not fit and targets outside [0, C).
 */
export function nllLoss(input: Tensor, target: Tensor, options: NLLLossOptions = {}): Tensor {
  checkOptions('nllLoss', options, ['weight', 'ignoreIndex', 'reduction']);
  return nll('nllLoss', input, target, options);
}

function nll(fn: string, x: Tensor, given: Tensor, options: NLLLossOptions): Tensor {
  const problem = checkIndices(fn, x, given, options);
  const { target, weight, ignoreIndex, reduction, outer, C, inner } = problem;
  const w = weight?.ptr ?? 0;
  const scale = scaleOf(problem);
  const source = dense(x);
  const losses = newEmpty(x, given.shape);
  kernels.nllLoss(0, target.numel, losses.ptr, source.ptr, target.ptr, w, C, inner, ignoreIndex);
  drop(source, x);
  const y = reduction === 'none' ? losses : sumLosses(losses, scale);
  if (tracks(x)) {
    record(y, 'nllLoss', [x], weight === null ? [target] : [target, weight], (g) => {
      const dx = newEmpty(g, x.sizes);
      const dy = dense(g);
      kernels.nllLossBackward(
        0,
        outer,
        dx.ptr,
        dy.ptr,
        reduction === 'none' ? 1 : 0,
        scale,
        target.ptr,
        w,
        C,
        inner,
        ignoreIndex,
      );
      drop(dy, g);
      return dx;
    });
  }
  drop(target, given);
  if (weight !== null) drop(weight, options.weight);
  return y;
}

/**
 * Cross-entropy of raw logits: `nllLoss(logSoftmax(input))` in one, stable for logits of any size.
 * `F.cross_entropy` in PyTorch.
 *
 * Shapes: input (C), (N, C) or (N, C, d1 … dk); target class indices of int32, (), (N) or (N, d1 … dk), or class
 * probabilities of float32 in the input's shape. The result is a scalar, or of the indices' shape with 'none'.
 * With smoothing ε the target is (1 − ε) of itself and ε/C of every class.
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, targets outside [0, C), labelSmoothing above 1.
 */
export function crossEntropy(input: Tensor, target: Tensor, options: CrossEntropyOptions = {}): Tensor {
  checkOptions('crossEntropy', options, ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing']);
  return crossEntropyBy(input, target, options);
}

/** `crossEntropy` by options of known names. */
export function crossEntropyBy(input: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const smoothing = checkSmoothing('crossEntropy', options.labelSmoothing);
  checkInput('crossEntropy', input);
  checkTensor('crossEntropy', 'target', target);
  if (target.dtype === 'float32' && sameShape(target.shape, input.shape))
    return ofProbabilities(input, target, options, smoothing);
  if (target.dtype === 'float32' && target.ndim === input.ndim) {
    failRange(
      'crossEntropy',
      `expected class probabilities of the input's shape ${showShape(input.shape)}, got ${showShape(target.shape)}`,
    );
  }
  if (target.dtype === 'int32' && input.ndim > 0 && sameShape(target.shape, input.shape)) {
    failType(
      'crossEntropy',
      "expected class probabilities of dtype float32 for a target of the input's shape, got int32; convert it with to('float32')",
    );
  }
  const problem = checkIndices('crossEntropy', input, target, options);
  const y =
    problem.inner === 1 && input.ndim <= 2
      ? fused(input, target, problem, smoothing)
      : spatial(input, target, problem, smoothing, options);
  drop(problem.target, target);
  if (problem.weight !== null) drop(problem.weight, options.weight);
  return y;
}

/** Rows of logits: loss and gradient in one pass; the gradient is kept until backward hands it on. */
function fused(x: Tensor, given: Tensor, problem: Problem, smoothing: number): Tensor {
  const { target, weight, ignoreIndex, reduction, outer, C } = problem;
  const scale = scaleOf(problem);
  const source = dense(x);
  const losses = newEmpty(x, given.shape);
  const dx = tracks(x) ? newEmpty(x, x.sizes) : null;
  kernels.crossEntropy(
    0,
    outer,
    losses.ptr,
    dx?.ptr ?? 0,
    source.ptr,
    target.ptr,
    weight?.ptr ?? 0,
    scale,
    C,
    ignoreIndex,
    smoothing,
  );
  drop(source, x);
  const y = reduction === 'none' ? losses : sumLosses(losses, scale);
  if (dx !== null) {
    record(y, 'crossEntropy', [x], [dx], (g) => scaledBy(g, dx, outer, C));
    dx.dispose();
  }
  return y;
}

/** The saved gradient times that of the loss: itself for the usual 1. */
function scaledBy(g: Tensor, dx: Tensor, outer: number, C: number): Tensor {
  const one = g.numel === 1 && heap.f32[g.ptr >>> 2] === 1;
  if (one) return dx;
  const out = newEmpty(x, dx.shape);
  if (g.numel === 1) {
    kernels.scale(0, dx.numel, out.ptr, dx.ptr, heap.f32[g.ptr >>> 2] as number);
  } else {
    const dy = dense(g);
    heap.copy(out.ptr, dx.ptr, dx.numel * 4);
    kernels.scaleRows(0, outer, out.ptr, dy.ptr, C);
    drop(dy, g);
  }
  return out;
}

/** Logits with dims behind the classes: the two steps that it is defined by, and the smooth part from their middle. */
function spatial(x: Tensor, target: Tensor, problem: Problem, smoothing: number, options: NLLLossOptions): Tensor {
  return scope(() => {
    const logp = logSoftmax(x, classDim(x));
    const { weight = null, ignoreIndex = IGNORED, reduction = 'mean' } = options;
    const sharp = nll('crossEntropy', logp, target, { weight, ignoreIndex, reduction });
    if (smoothing === 0) return sharp;
    const each = maskedFill(neg(sum(weighted(logp, weight), classDim(x))), eq(target, ignoreIndex), 0);
    const scale = scaleOf(problem);
    const smooth = reduction === 'none' ? each : mul(sum(each), scale === Infinity ? Number.NaN : scale);
    return add(mul(sharp, 1 - smoothing), mul(smooth, smoothing / problem.C));
  });
}

/** x times the classes' weights along its class dim. */
function weighted(x: Tensor, weight: Tensor | null): Tensor {
  if (weight === null) return x;
  return mul(
    x,
    reshape(
      weight,
      x.shape.map((size, i) => (i === classDim(x) ? size : 1)),
    ),
  );
}

/** Targets that are probabilities: −Σ w·q·logp over the classes; the mean is over positions, whatever the weights. */
function ofProbabilities(x: Tensor, target: Tensor, options: CrossEntropyOptions, smoothing: number): Tensor {
  const fn = 'crossEntropy';
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  if (options.ignoreIndex !== undefined && options.ignoreIndex >= 0) {
    failRange(fn, `expected no ignoreIndex beside class probabilities, got ${options.ignoreIndex}`);
  }
  const { outer, C, inner } = lanes(x.shape, classDim(x));
  const weight = checkWeight(fn, options.weight, C);
  return scope(() => {
    const q = smoothing === 0 ? target : add(mul(target, 1 - smoothing), smoothing / C);
    const losses = neg(sum(weighted(mul(q, logSoftmax(x, classDim(x))), weight), classDim(x)));
    if (reduction === 'none') return losses;
    return reduction === 'sum' ? sum(losses) : div(sum(losses), outer * inner);
  });
}
