/** Masks of attention, as its modules take them. */

import { newZeros } from '../array/allocate.ts';
import { failRange } from '../errors.ts';
import { applyMask, checkMask } from '../ops/layers/attention.ts';
import { cat } from '../ops/shape/join.ts';
import { reshape } from '../ops/shape/reshape.ts';
import { sameShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';

/** The sizes of a call: batch, heads, queries, keys, and whether there is a batch dim. */
export interface AttentionSizes {
  N: number;
  H: number;
  L: number;
  S: number;
  batched: boolean;
}

/** The masks of a call, under the caller's names for them. */
export interface AttentionMasks {
  [name: string]: Tensor | null | undefined;
}

function checkOne(fn: string, what: string, mask: Tensor | null | undefined, allowed: readonly (readonly number[])[]): void {
  if (mask === null || mask === undefined) return;
  checkMask(fn, what, mask);
  if (!allowed.some((shape) => sameShape(shape, mask.sizes)))
    failRange(fn, `expected ${what} of shape ${allowed.map(showShape).join(' or ')}, got ${showShape(mask.sizes)}`);
}

/**
 * Refuses masks of other types or shapes: first the attention mask, (L, S) or (N·H, L, S), then the padding mask, (N, S), or (S)
 * without a batch.
 */
export function checkMasks(fn: string, masks: AttentionMasks, { N, H, L, S, batched }: AttentionSizes): void {
  const [attention, padding] = Object.entries(masks) as [[string, Tensor | null], [string, Tensor | null]];
  checkOne(fn, ...attention, [
    [L, S],
    [N * H, L, S],
  ]);
  checkOne(fn, ...padding, [batched ? [N, S] : [S]]);
}

/** A mask extended so that it hides none of `extra` further keys. */
function widened(mask: Tensor, extra: number): Tensor {
  if (extra === 0) return mask;
  return cat([mask, note(newZeros(mask, [...mask.sizes.slice(0, -1), extra], mask.dtype), 'zeros', [])], -1);
}

/** Scores (N, H, L, S + extra) under both masks, which cover the first S keys; call it in a scope. */
export function masked(
  scores: Tensor,
  attention: Tensor | null,
  padding: Tensor | null,
  { N, H, L, S }: AttentionSizes,
  extra: number,
): Tensor {
  let hidden = scores;
  if (attention !== null)
    hidden = applyMask(hidden, widened(reshape(attention, attention.ndim === 3 ? [N, H, L, S] : [L, S]), extra));
  if (padding !== null) hidden = applyMask(hidden, widened(reshape(padding, [N, 1, 1, S]), extra));
  return hidden;
}
