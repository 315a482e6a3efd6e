/** Attention: for each query a mean of the values, weighted by how well their keys match. */

import { newRange } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { as, checkBoolean, checkNumber, checkOptions, failRange, failType } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, mul } from '../elementwise/arithmetic.ts';
import { logicalNot, lt } from '../elementwise/compare.ts';
import { dropout } from '../elementwise/dropout.ts';
import { maskedFill } from '../elementwise/select.ts';
import { matmul } from '../linalg/matmul.ts';
import { softmax } from '../reduce/softmax.ts';
import { transpose } from '../shape/permute.ts';
import { unsqueeze } from '../shape/reshape.ts';
import { attendHeads, headsFit } from './attention-heads.ts';

/** Options of `scaledDotProductAttention`. */
export interface AttentionOptions {
  /** Bool: true where a key may be seen; or float32, added to the scores. Broadcasts to (…, L, S). */
  attnMask?: Tensor | null;
  /** The probability with which a weight is dropped, in training and evaluation alike. Default 0. */
  dropoutP?: number;
  /** Each query sees only the keys up to its own position. */
  isCausal?: boolean;
  /** The factor of the scores. Default 1/√E. */
  scale?: number;
}

/** The weights, and their mean of the values; `mask` changes the scores before softmax. Call it in a scope. */
export function attend(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  scale: number,
  mask: (scores: Tensor) => Tensor,
  dropoutP: number,
): { output: Tensor; weights: Tensor } {
  const scores = mask(matmul(mul(query, scale), transpose(key, -2, -1)));
  const weights = dropout(softmax(scores, -1), dropoutP);
  return { output: matmul(weights, value), weights };
}

/** Adds a float mask to the scores; where a bool mask is true, keys are hidden. */
export const applyMask = (scores: Tensor, mask: Tensor): Tensor =>
  mask.dtype === 'bool' ? maskedFill(scores, mask, -Infinity) : add(scores, mask);

/** A bool mask of the keys (…, L, S) that come after each query. */
function laterKeys(scores: Tensor): Tensor {
  const [L, S] = scores.sizes.slice(-2) as [number, number];
  return lt(unsqueeze(newRange(scores, L), 1), newRange(scores, S));
}

/** Refuses a mask that is neither bool nor float32. */
export function checkMask(fn: string, what: string, mask: Tensor): Tensor {
  if (checkTensor(fn, what, mask).dtype === 'int32')
    failType(fn, `expected ${what} of dtype bool or float32, got int32; make it with ne(0)`);
  return mask;
}

/**
 * softmax(query·keyᵀ·scale + mask)·value. Shapes: query (…, L, E), key (…, S, E), value (…, S, Ev), result (…, L, Ev); leading
 * dims broadcast. A query that may see no key results in NaN. `F.scaled_dot_product_attention` in PyTorch (Vaswani and others,
 * 2017).
 *
 * @throws {RangeError} if sizes do not agree, or both attnMask and isCausal are given.
 */
export function scaledDotProductAttention(query: Tensor, key: Tensor, value: Tensor, options: AttentionOptions = {}): Tensor {
  takes('scaledDotProductAttention', 4, arguments);
  const fn = 'scaledDotProductAttention';
  checkOptions(fn, options, ['attnMask', 'dropoutP', 'isCausal', 'scale']);
  for (const [what, t] of [
    ['query', query],
    ['key', key],
    ['value', value],
  ] as const) {
    if (checkDtype(fn, what, t, 'float32').ndim < 2)
      failRange(fn, `expected ${what} of at least 2 dims, got shape ${showShape(t.sizes)}`);
  }
  const [E, S] = [query.sizes.at(-1) as number, key.sizes.at(-2) as number];
  if (key.sizes.at(-1) !== E || value.sizes.at(-2) !== S) {
    failRange(
      fn,
      `expected query [..., L, E], key [..., S, E] and value [..., S, Ev], got shapes ${[query, key, value].map((t) => showShape(t.sizes)).join(', ')}`,
    );
  }
  const { attnMask = null, isCausal = false, dropoutP = 0, scale = 1 / Math.sqrt(E) } = options;
  checkNumber(fn, 'dropoutP', dropoutP, 0, 1);
  checkNumber(fn, 'scale', scale);
  checkBoolean(fn, 'isCausal', isCausal);
  if (attnMask !== null) checkMask(fn, 'attnMask', attnMask);
  if (attnMask !== null && isCausal) failRange(fn, 'expected attnMask or isCausal, got both');
  const hidden = (scores: Tensor): Tensor => {
    if (isCausal) return applyMask(scores, laterKeys(scores));
    if (attnMask === null) return scores;
    return as(fn, () => applyMask(scores, attnMask.dtype === 'bool' ? logicalNot(attnMask) : attnMask));
  };
  if (attnMask === null && dropoutP === 0 && headsFit(query, key, value))
    return attendHeads(fn, query, key, value, scale, isCausal);
  return composed(fn, () => attend(query, key, value, scale, hidden, dropoutP).output);
}
