/** Cross-entropy of raw logits: log-softmax and negative log-likelihood in one. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap, SCRATCH_BYTES, Storage } from '../../../bindings/memory.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions, failRange, failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, div, mul, neg } from '../elementwise/arithmetic.ts';
import { eq } from '../elementwise/compare.ts';
import { maskedFill } from '../elementwise/select.ts';
import { logSoftmax } from '../reduce/softmax.ts';
import { sum } from '../reduce/sum.ts';
import { reshape } from '../shape/reshape.ts';
import { nll } from './nll.ts';
import { addLosses, checkReduction } from './reduction.ts';
import {
  checkIndices,
  checkInput,
  checkSmoothing,
  checkWeight,
  classDim,
  IGNORED,
  type NLLLossOptions,
  type Problem,
  scaleOf,
} from './targets.ts';

/** Options of `crossEntropy`. */
export interface CrossEntropyOptions extends NLLLossOptions {
  /** The share of each target that is spread evenly over the classes, in [0, 1]. Default 0. */
  labelSmoothing?: number;
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
  takes('crossEntropy', 3, arguments);
  checkOptions('crossEntropy', options, ['weight', 'ignoreIndex', 'reduction', 'labelSmoothing']);
  return crossEntropyBy(input, target, options);
}

/** `crossEntropy` with options whose names have been checked. */
export function crossEntropyBy(input: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const smoothing = checkSmoothing('crossEntropy', options.labelSmoothing);
  checkInput('crossEntropy', input);
  checkTensor('crossEntropy', 'target', target);
  if (target.dtype === 'float32' && sameShape(target.sizes, input.sizes))
    return ofProbabilities(input, target, options, smoothing);
  if (target.dtype === 'float32' && target.ndim === input.ndim) {
    failRange(
      'crossEntropy',
      `expected class probabilities of the input's shape ${showShape(input.sizes)}, got ${showShape(target.sizes)}`,
    );
  }
  if (target.dtype === 'int32' && input.ndim > 0 && sameShape(target.sizes, input.sizes)) {
    failType(
      'crossEntropy',
      "expected class probabilities of dtype float32 for a target of the input's shape, got int32; convert it with to('float32')",
    );
  }
  return whole('crossEntropy', ofIndices, input, target, options, smoothing);
}

function ofIndices(input: Tensor, target: Tensor, options: CrossEntropyOptions, smoothing: number): Tensor {
  const problem = checkIndices('crossEntropy', input, target, options);
  const y =
    problem.inner === 1 && input.ndim <= 2
      ? fused(input, target, problem, smoothing)
      : spatial(input, target, problem, smoothing, options);
  drop(problem.target, target);
  if (problem.weight !== null) drop(problem.weight, options.weight);
  return y;
}

/** Rows of logits: loss and gradient in one pass; the gradient is kept until backward passes it on. */
function fused(x: Tensor, given: Tensor, problem: Problem, smoothing: number): Tensor {
  const { target, weight, ignoreIndex, reduction, outer, C } = problem;
  const scale = scaleOf(problem);
  const source = dense(x);
  const y = newEmpty(x, reduction === 'none' ? given.sizes : []);
  const dx = tracks(x) ? newEmpty(x, x.sizes) : null;
  // allocated last: otherwise a failure would leave a storage without a tensor
  const own = reduction !== 'none' && outer * 4 > SCRATCH_BYTES ? new Storage(outer * 4) : null;
  const losses = reduction === 'none' ? y.ptr : (own?.ptr ?? heap.scratch(outer * 4));
  kernels.crossEntropy(
    0,
    outer,
    losses,
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
  if (reduction !== 'none') addLosses(y, losses, outer, scale);
  own?.release();
  if (dx !== null) {
    record(y, 'crossEntropy', [x], [dx], (g, saved) => scaledBy(g, saved[0], outer, C));
    dx.dispose();
  }
  return y;
}

/** The saved gradient times that of the loss; unchanged for the usual 1. */
function scaledBy(g: Tensor, dx: Tensor, outer: number, C: number): Tensor {
  const one = g.numel === 1 && heap.f32[g.ptr >>> 2] === 1;
  if (one) return dx;
  const out = newEmpty(dx, dx.sizes);
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

/**
 * Logits with dims after the classes: computed in the two steps of the definition, with smoothing from the intermediate result.
 */
function spatial(x: Tensor, target: Tensor, problem: Problem, smoothing: number, options: NLLLossOptions): Tensor {
  return composed('crossEntropy', () => {
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

/** x times the class weights along its class dim. */
function weighted(x: Tensor, weight: Tensor | null): Tensor {
  if (weight === null) return x;
  return mul(
    x,
    reshape(
      weight,
      x.sizes.map((size, i) => (i === classDim(x) ? size : 1)),
    ),
  );
}

/** Targets that are probabilities: −Σ w·q·logp over the classes; the mean is over positions, whatever the weights. */
function ofProbabilities(x: Tensor, target: Tensor, options: CrossEntropyOptions, smoothing: number): Tensor {
  const fn = 'crossEntropy';
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  if (options.ignoreIndex !== undefined && options.ignoreIndex >= 0) {
    failRange(fn, `expected no ignoreIndex with class probabilities, got ${options.ignoreIndex}`);
  }
  const { outer, C, inner } = lanes(x.sizes, classDim(x));
  return composed(fn, () => {
    const weight = checkWeight(fn, options.weight, C);
    const q = smoothing === 0 ? target : add(mul(target, 1 - smoothing), smoothing / C);
    const losses = neg(sum(weighted(mul(q, logSoftmax(x, classDim(x))), weight), classDim(x)));
    if (reduction === 'none') return losses;
    return reduction === 'sum' ? sum(losses) : div(sum(losses), outer * inner);
  });
}
