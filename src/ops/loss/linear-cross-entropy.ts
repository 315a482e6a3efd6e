/** A classifier's last layer and its loss in one, which never holds the logits whole. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { ROW_STATE_BYTES } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkInteger, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import type { CrossEntropyOptions } from './cross-entropy.ts';
import {
  blockGradients,
  blockLosses,
  cut,
  eachBlock,
  type Numbers,
  newGrads,
  type Operands,
  wholeRows,
} from './linear-blocks.ts';
import { checkReduction, sumLosses } from './reduction.ts';
import { checkIgnored, checkSmoothing, checkTarget, checkWeight, scaleOf } from './targets.ts';

/** Options of `linearCrossEntropy`: those of `crossEntropy` for class indices, the layer's bias, and the chunks. */
export interface LinearCrossEntropyOptions extends CrossEntropyOptions {
  /** Added to the logits, of shape (C). */
  bias?: Tensor | null;
  /**
   * How many rows' worth of logits is held at a time; as many as fit 6.68 MB if absent, which with the kernels' workspace
   * makes 8 MB. More is faster. Where it is fewer than 24 rows, they are held as a block of many rows and some classes.
   */
  chunkSize?: number;
}

const LOGIT_BYTES = 6.68e6;

/**
 * `crossEntropy(linear(input, weight, bias), target)` by chunks of rows: the logits of one chunk at a time become losses
 * and then, in their own place, gradients, which go at once into those of input, weight and bias.
 * `F.linear_cross_entropy` in PyTorch.
 *
 * Shapes: input (…, in), weight (C, in), target (…) class indices of int32. The result is a scalar, or of the target's
 * shape with reduction 'none', where backward runs the chunks again.
 *
 * @throws {TypeError} for other dtypes and unknown options.
 * @throws {RangeError} for shapes that do not fit, targets outside [0, C), labelSmoothing above 1.
 */
export function linearCrossEntropy(
  input: Tensor,
  weight: Tensor,
  target: Tensor,
  options: LinearCrossEntropyOptions = {},
): Tensor {
  takes('linearCrossEntropy', 4, arguments);
  const fn = 'linearCrossEntropy';
  checkOptions(fn, options, ['bias', 'weight', 'ignoreIndex', 'reduction', 'labelSmoothing', 'chunkSize']);
  const reduction = checkReduction(fn, options.reduction ?? 'mean');
  const smoothing = checkSmoothing(fn, options.labelSmoothing);
  const ignoreIndex = checkIgnored(fn, options.ignoreIndex);
  checkDtype(fn, 'input', input, 'float32');
  checkDtype(fn, 'weight', weight, 'float32');
  if (input.ndim === 0 || weight.ndim !== 2 || input.sizes[input.ndim - 1] !== weight.sizes[1]) {
    failRange(
      fn,
      `expected input of shape [..., in] and weight of shape [C, in], got ${showShape(input.sizes)} and ${showShape(weight.sizes)}`,
    );
  }
  const [C, inner] = weight.sizes as [number, number];
  const bias = options.bias ?? null;
  if (bias !== null) checkDtype(fn, 'bias', bias, 'float32');
  if (bias !== null && (bias.ndim !== 1 || bias.sizes[0] !== C))
    failRange(fn, `expected bias of shape [${C}], got ${showShape(bias.sizes)}`);
  const lead = input.sizes.slice(0, -1);
  const N = numelOf(lead);
  const chunkSize = options.chunkSize === undefined ? undefined : checkInteger(fn, 'chunkSize', options.chunkSize, 1);
  return whole(fn, () => {
    const classWeight = checkWeight(fn, options.weight, C);
    const targets = checkTarget(fn, target, input.sizes, C, lead, ignoreIndex);
    const indices = targets.target;

    const scale = scaleOf({ ...targets, weight: classWeight, ignoreIndex, reduction });
    const x = dense(input);
    const w = dense(weight);
    const b = bias === null ? null : dense(bias);
    const wanted = tracks(input, weight, bias);
    const early = wanted && reduction !== 'none';
    const keepsAll = wanted && !early;
    const { rows, classes } = cut(N, C, chunkSize === undefined ? LOGIT_BYTES / 4 : chunkSize * C, early);
    const numbers: Numbers = { N, C, inner, rows, classes, scale, ignoreIndex, smoothing, keepsAll };
    const state = newEmpty(x, [keepsAll ? N : rows, ROW_STATE_BYTES / 4]);
    const operands: Operands = { x, weight: w, bias: b, targets: indices, classWeight, state };
    const losses = newEmpty(x, lead);

    const inputs = bias === null ? [input, weight] : [input, weight, bias];
    const sizes = inputs.map((t) => (t.requiresGrad ? t.sizes : null));
    let y = losses;
    if (early) {
      const grads = newGrads(x, N, sizes);
      eachBlock(x, numbers, (from, count, logits) => {
        if (classes === C) return wholeRows(grads, operands, numbers, losses, from, count, logits);
        blockLosses(operands, numbers, losses, from, count, logits);
        blockGradients(grads, operands, numbers, from, count, logits, true, null);
      });
      y = sumLosses(losses, scale);
      const kept = [grads.x, grads.weight, grads.bias];
      record(y, fn, inputs, kept, (g, kept) => {
        const factor = heap.f32[g.ptr >>> 2] as number;
        return kept.map((t) => (t === null ? null : scaled(t, factor)));
      });
      for (const t of kept) t?.dispose();
    } else {
      eachBlock(x, numbers, (from, count, logits) => blockLosses(operands, numbers, losses, from, count, logits));
      if (reduction !== 'none') y = sumLosses(losses, scale);
      if (wanted) {
        record(y, fn, inputs, [x, w, b, indices, classWeight, state], (g, [x, weight, bias, targets, classWeight, state]) => {
          const operands: Operands = { x, weight, bias, targets, classWeight, state };
          const grads = newGrads(g, N, sizes);
          const dloss = dense(g);
          eachBlock(g, numbers, (from, count, logits) =>
            blockGradients(grads, operands, numbers, from, count, logits, false, dloss),
          );
          drop(dloss, g);
          return [grads.x, grads.weight, grads.bias];
        });
      }
    }
    state.dispose();
    for (const [made, given] of [
      [x, input],
      [w, weight],
      [b, bias],
      [indices, target],
      [classWeight, options.weight],
    ] as const) {
      if (made) drop(made, given);
    }
    return y;
  });
}

/** The saved gradient itself for the usual factor of 1, else a scaled copy. */
function scaled(t: Tensor, factor: number): Tensor {
  if (factor === 1) return t;
  const y = newEmpty(t, t.sizes);
  kernels.scale(0, t.numel, y.ptr, t.ptr, factor);
  return y;
}
