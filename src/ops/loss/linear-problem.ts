/** The checked arguments of `linearCrossEntropy`. */
import { checkDtype, checkTensor } from '../../array/check.ts';
import { drop } from '../../array/copy.ts';
import { wantsGrad } from '../../autograd/tape.ts';
import { checkInteger, checkNumber, failRange } from '../../errors.ts';
import { numelOf, type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { LinearCrossEntropyOptions } from './linear-cross-entropy.ts';
import { checkReduction, type Reduction } from './reduction.ts';
import { checkIgnored, checkSmoothing, checkTarget, checkWeight, scaleOf } from './targets.ts';

/** The rows, the layer and the targets, and how losses are computed from them. */
export interface Problem {
  input: Tensor;
  weight: Tensor;
  bias: Tensor | null;
  target: Tensor;
  /** A weight for each class, contiguous. */
  classWeight: Tensor | null;
  C: number;
  /** The rows' dims, and those of the positions that each have a layer. */
  lead: Shape;
  out: Shape;
  ofProbabilities: boolean;
  reduction: Reduction;
  /** The factor of the sum of the losses. */
  scale: number;
  /** The factor of the square of a logsumexp, before that. */
  zLoss: number;
  ignoreIndex: number;
  smoothing: number;
  /** 0 for none. */
  softcap: number;
  chunkSize: number | undefined;
}

/** Checks the z-loss and the cap; a cap of 0 means none. */
export function checkExtras(
  fn: string,
  { zLoss = 0, softcap = null }: Pick<LinearCrossEntropyOptions, 'zLoss' | 'softcap'>,
): { z: number; softcap: number } {
  const z = checkNumber(fn, 'zLoss', zLoss, 0, Number.MAX_VALUE);
  if (softcap === null) return { z, softcap: 0 };
  const cap = checkNumber(fn, 'softcap', softcap);
  if (!(cap > 0 && cap < Infinity)) failRange(fn, `expected softcap above 0 and finite, got ${cap}; leave it out for none`);
  return { z, softcap: cap };
}

/** Checks everything. @throws {TypeError | RangeError} for arguments that do not fit. */
export function checkProblem(
  fn: string,
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options: LinearCrossEntropyOptions,
): Problem {
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const smoothing = checkSmoothing(fn, options.labelSmoothing);
  const ignoreIndex = checkIgnored(fn, options.ignoreIndex);
  const { z, softcap } = checkExtras(fn, options);
  checkDtype(fn, 'input', input, 'float32');
  checkDtype(fn, 'weight', weight, 'float32');
  const [C = 0, ...rest] = weight.sizes;
  const [inner, out] = [rest[rest.length - 1], rest.slice(0, -1)];
  const isFit = inner !== undefined && input.ndim > 0 && input.sizes[input.ndim - 1] === inner;
  if (!isFit || (out.length > 0 && (input.ndim !== 2 || out.includes(0)))) {
    failRange(
      fn,
      'expected input of shape [..., in] and weight of shape [C, in], or input of shape [N, in] and weight of shape ' +
        `[C, d1, ..., in], got ${showShape(input.sizes)} and ${showShape(weight.sizes)}`,
    );
  }
  if (C === 0) failRange(fn, `expected weight of at least one class, got shape ${showShape(weight.sizes)}`);
  const bias = options.bias ?? null;
  if (bias !== null) checkDtype(fn, 'bias', bias, 'float32');
  if (bias !== null && !sameShape(bias.sizes, [C, ...out]))
    failRange(fn, `expected bias of shape ${showShape([C, ...out])}, got ${showShape(bias.sizes)}`);
  const chunkSize = options.chunkSize === undefined ? undefined : checkInteger(fn, 'chunkSize', options.chunkSize, 1);
  checkTensor(fn, 'target', target);
  const classWeight = checkWeight(fn, options.weight, C);
  const lead = input.sizes.slice(0, -1);
  const common = {
    input,
    weight,
    bias,
    target,
    classWeight,
    C,
    lead,
    out,
    reduction,
    ignoreIndex,
    smoothing,
    softcap,
    chunkSize,
  };
  if (target.dtype === 'float32') {
    checkProbabilities(fn, target, [...lead, C, ...out], options.ignoreIndex);
    const scale = reduction === 'mean' ? 1 / (numelOf(lead) * numelOf(out)) : 1;
    return { ...common, ofProbabilities: true, scale, zLoss: z };
  }
  const targets = checkTarget(fn, target, input.sizes, C, [...lead, ...out], ignoreIndex);
  const scale = scaleOf({ ...targets, weight: classWeight, ignoreIndex, reduction });
  drop(targets.target, target);
  // the z-loss is averaged over the targets that count, whatever their weights
  return { ...common, ofProbabilities: false, scale, zLoss: reduction === 'mean' ? z / targets.count / scale : z };
}

function checkProbabilities(fn: string, target: Tensor, shape: Shape, ignoreIndex: number | undefined): void {
  if (!sameShape(target.sizes, shape))
    failRange(fn, `expected class probabilities of shape ${showShape(shape)}, got ${showShape(target.sizes)}`);
  if (wantsGrad(target))
    failRange(fn, 'expected class probabilities that require no gradient, got some that do; pass their detach()');
  if (ignoreIndex !== undefined && ignoreIndex >= 0)
    failRange(fn, `expected no ignoreIndex with class probabilities, got ${ignoreIndex}`);
}
