/** Rows of a table by class index: the first layer for words and categories. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { INDEX_ADD_UNITS } from '../../../bindings/wasm/constants.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkInteger, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { showIndex, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from '../elementwise/arithmetic.ts';
import { reshape } from '../shape/reshape.ts';

/** Options of `embedding`. */
export interface EmbeddingOptions {
  /** A row that gets no gradient; negative counts from the end. */
  paddingIdx?: number | null;
  /** Divide each row's gradient by how often the row occurs in the input. */
  scaleGradByFreq?: boolean;
}

/** A padding row counted from the front, or −1. */
export function checkPadding(fn: string, paddingIdx: number | null | undefined, rows: number): number {
  if (paddingIdx === undefined || paddingIdx === null) return -1;
  checkInteger(fn, 'paddingIdx', paddingIdx);
  if (paddingIdx < -rows || paddingIdx >= rows) failRange(fn, `expected paddingIdx in [${-rows}, ${rows}), got ${paddingIdx}`);
  return paddingIdx < 0 ? paddingIdx + rows : paddingIdx;
}

/** Refuses a table that is not a matrix, and an index outside it; returns the contiguous index, and the padding row or −1. */
export function checkTable(
  fn: string,
  input: Tensor,
  weight: Tensor,
  paddingIdx?: number | null,
): { index: Tensor; padding: number } {
  checkDtype(fn, 'input', input, 'int32');
  checkDtype(fn, 'weight', weight, 'float32');
  if (weight.ndim !== 2) failRange(fn, `expected weight of shape [numEmbeddings, embeddingDim], got ${showShape(weight.sizes)}`);
  const rows = weight.sizes[0] as number;
  const padding = checkPadding(fn, paddingIdx, rows);
  const index = dense(input);
  const bad = kernels.checkIndices(index.ptr, index.numel, rows);
  if (bad >= 0) {
    const found = heap.i32[(index.ptr >>> 2) + bad];
    drop(index, input);
    failRange(fn, `expected input in [0, ${rows}), got ${found} at index ${showIndex(bad, input.sizes)}`);
  }
  return { index, padding };
}

/** For each index, 1 over the number of its occurrences. */
function inverseCounts(index: Tensor): Tensor {
  const scale = newEmpty(index, [index.numel, 1]);
  const values = heap.i32.subarray(index.ptr >>> 2, (index.ptr >>> 2) + index.numel);
  const counts = new Map<number, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  values.forEach((v, i) => {
    heap.f32[(scale.ptr >>> 2) + i] = 1 / (counts.get(v) as number);
  });
  return scale;
}

/**
 * The rows of `weight` at the given indices. Shapes: input (…) of int32, weight (V, D), result (…, D).
 * `F.embedding` in PyTorch.
 *
 * @throws {TypeError} unless the input is int32. @throws {RangeError} for an index outside [0, V).
 */
export function embedding(input: Tensor, weight: Tensor, options: EmbeddingOptions = {}): Tensor {
  takes('embedding', 3, arguments);
  checkOptions('embedding', options, ['paddingIdx', 'scaleGradByFreq']);
  const scaleGradByFreq = checkBoolean('embedding', 'scaleGradByFreq', options.scaleGradByFreq ?? false);
  return whole('embedding', () => {
    const { index, padding } = checkTable('embedding', input, weight, options.paddingIdx);
    const [V, D] = weight.sizes as [number, number];
    const table = dense(weight);
    const y = newEmpty(weight, [...input.sizes, D]);
    kernels.indexSelect(0, index.numel, y.ptr, table.ptr, index.ptr, V, index.numel, D);
    drop(table, weight);
    if (tracks(weight)) {
      record(
        y,
        'embedding',
        [weight],
        [index],
        (g, [index]) => {
          const rows = dense(g);
          const dy = scaleGradByFreq ? mul(reshape(rows, [index.numel, D]), inverseCounts(index)) : rows;
          const dWeight = newZeros(g, [V, D]);
          kernels.indexAdd(0, INDEX_ADD_UNITS, dWeight.ptr, dy.ptr, index.ptr, 1, V, index.numel, D);
          if (padding >= 0) kernels.fill(0, D, dWeight.ptr + padding * D * 4, 0);
          return dWeight;
        },
        input,
      );
    }
    drop(index, input);
    return y;
  });
}
