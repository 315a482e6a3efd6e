/** Checks of input, targets and class weights for losses over classes. */
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { lanes } from '../../array/lanes.ts';
import { wantsGrad } from '../../autograd/tape.ts';
import { checkInteger, failRange, failType, show } from '../../errors.ts';
import { type Shape, sameShape, showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { checkReduction, type Reduction } from './reduction.ts';

/** Options of `nllLoss`. */
export interface NLLLossOptions {
  /** A weight for each class, of shape (C). */
  weight?: Tensor | null;
  /** Targets of this value are ignored. Default −100. */
  ignoreIndex?: number;
  /** Default 'mean': the sum divided by the targets' weights. */
  reduction?: Reduction;
}

/** The default `ignoreIndex`. */
export const IGNORED = -100;

/** The operands of both losses, checked and contiguous. */
export interface Problem extends Targets {
  weight: Tensor | null;
  ignoreIndex: number;
  reduction: Reduction;
  outer: number;
  C: number;
  inner: number;
}

/** Checked class indices, contiguous, and how many of them are not ignored. */
export interface Targets {
  target: Tensor;
  count: number;
}

/** The class dim: 1 of a batch, 0 of a single sample. */
export const classDim = (x: Tensor): number => (x.ndim > 1 ? 1 : 0);

/** The shape of an input's positions. */
export function targetShape(input: Tensor): Shape {
  const { sizes } = input;
  if (sizes.length < 2) return [];
  const positions = [sizes[0] as number];
  for (let i = 2; i < sizes.length; i++) positions.push(sizes[i] as number);
  return positions;
}

/** Refuses an input without a class dim. */
export function checkInput(fn: string, x: Tensor): void {
  checkDtype(fn, 'input', x, 'float32');
  if (x.ndim === 0) failRange(fn, 'expected input of shape [C], [N, C] or [N, C, d1, …], got a scalar');
}

/** Checks an `ignoreIndex`, which must be an int32, like targets. */
export const checkIgnored = (fn: string, ignoreIndex: number | undefined): number =>
  checkInteger(fn, 'ignoreIndex', ignoreIndex ?? IGNORED, -(2 ** 31), 2 ** 31 - 1);

/** Checks class weights, which get no gradient; returns them contiguous, or null. */
export function checkWeight(fn: string, weight: Tensor | null | undefined, C: number): Tensor | null {
  if (weight === undefined || weight === null) return null;
  checkDtype(fn, 'weight', weight, 'float32');
  if (weight.ndim !== 1 || weight.sizes[0] !== C)
    failRange(fn, `expected weight of shape [${C}], one for each class, got ${showShape(weight.sizes)}`);
  if (wantsGrad(weight)) failRange(fn, 'expected weight that requires no gradient, got one that does; pass its detach()');
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
  if (!sameShape(target.sizes, shape)) {
    failRange(fn, `expected target of shape ${showShape(shape)} for input ${showShape(input)}, got ${showShape(target.sizes)}`);
  }
  const indices = dense(target);
  // 0 is a valid class already: ignoring it changes nothing
  const count = kernels.checkTargets(indices.ptr, indices.numel, C, ignoreIndex ?? 0);
  if (count >= 0) return { target: indices, count };
  const bad = -1 - count;
  const got = heap.i32[(indices.ptr >>> 2) + bad] as number;
  drop(indices, target);
  const remedy = ignoreIndex === null ? '' : '; to leave targets out, set ignoreIndex';
  failRange(fn, `expected target in [0, ${C}), got ${got} at index ${showIndex(bad, shape)}${remedy}`);
}

/** Checks class indices, weights and options for a checked input, before anything is computed. */
export function checkIndices(fn: string, x: Tensor, target: Tensor, options: NLLLossOptions): Problem {
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const ignoreIndex = checkIgnored(fn, options.ignoreIndex);
  const { outer, C, inner } = lanes(x.sizes, classDim(x));
  const weight = checkWeight(fn, options.weight, C);
  const { target: indices, count } = checkTarget(fn, target, x.sizes, C, targetShape(x), ignoreIndex);
  return { target: indices, count, weight, ignoreIndex, reduction, outer, C, inner };
}

/** Checks a `labelSmoothing`; below 0 it counts as 0, as in PyTorch. */
export function checkSmoothing(fn: string, labelSmoothing: number = 0): number {
  if (typeof labelSmoothing !== 'number') failType(fn, `expected labelSmoothing to be a number, got ${show(labelSmoothing)}`);
  if (labelSmoothing > 1) failRange(fn, `expected labelSmoothing in [0, 1], got ${labelSmoothing}`);
  return labelSmoothing > 0 ? labelSmoothing : 0;
}

/** What a loss over class indices counted: the weight of its batch in a mean over batches. */
export interface Counted {
  /** The number of targets that were not ignored. */
  targets: number;
  /** The divisor of the mean: the targets' weights. */
  weight: number;
  reduction: Reduction;
}

let counted: Counted[] | null = null;

/** Runs `fn`, and adds to `into` what the losses in it counted. */
export function counting<T>(into: Counted[], fn: () => T): T {
  const outer = counted;
  counted = into;
  try {
    return fn();
  } finally {
    counted = outer;
  }
}

/** The factor of a position's loss: 1, or for the mean one over the sum of the targets' weights. */
export function scaleOf({ target, count, weight, ignoreIndex, reduction }: Omit<Problem, 'outer' | 'C' | 'inner'>): number {
  if (reduction !== 'mean' && counted === null) return 1;
  const total = weight === null ? count : kernels.targetWeight(target.ptr, weight.ptr, target.numel, ignoreIndex);
  counted?.push({ targets: count, weight: total, reduction });
  return reduction === 'mean' ? 1 / total : 1;
}
