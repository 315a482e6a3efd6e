/** Sums, means and maxima of bags of embeddings, without storing the embeddings themselves. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { reduceSum } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import type { Calls } from '../../calls.ts';
import { checkOneOf, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from '../elementwise/arithmetic.ts';
import { checkTable } from './embedding.ts';

const MODES = ['sum', 'mean', 'max'] as const;

/** How a bag's rows are combined: 'sum', 'mean' or 'max'. */
export type BagMode = (typeof MODES)[number];

/** Options of `embeddingBag`. */
export interface EmbeddingBagOptions {
  /** Where each bag begins in a 1-D input, int32; the first offset is 0. */
  offsets?: Tensor | null;
  /** How a bag's rows are combined. Default 'mean'. */
  mode?: BagMode;
  /** A row that bags ignore; negative counts from the end. */
  paddingIdx?: number | null;
  /** Factors of the rows, of the input's shape, for mode 'sum'. */
  perSampleWeights?: Tensor | null;
}

/** Where each bag begins, followed by the end of the last. */
function startsOf(fn: string, input: Tensor, offsets: Tensor | null): number[] {
  if (input.ndim === 2) {
    if (offsets !== null)
      failRange(fn, `expected no offsets for a 2-D input, got shape ${showShape(checkTensor(fn, 'offsets', offsets).sizes)}`);
    const [bags, each] = input.sizes as [number, number];
    return Array.from({ length: bags + 1 }, (_, b) => b * each);
  }
  if (input.ndim !== 1) failRange(fn, `expected input of 1 or 2 dims, got shape ${showShape(input.sizes)}`);
  if (offsets === null) failRange(fn, `expected offsets for a 1-D input, got none for shape ${showShape(input.sizes)}`);
  if (checkDtype(fn, 'offsets', offsets, 'int32').ndim !== 1)
    failRange(fn, `expected offsets of 1 dim, got shape ${showShape(offsets.sizes)}`);
  const begins = [...offsets.toTypedArray()];
  begins.forEach((start, b) => {
    const rises = b === 0 ? start === 0 : start >= (begins[b - 1] as number);
    if (!rises || start > input.numel)
      failRange(fn, `expected offsets that begin with 0 and rise to at most ${input.numel}, got ${start} at index [${b}]`);
  });
  return [...begins, input.numel];
}

/** An int32 tensor of these numbers. */
function ints(like: Tensor, values: readonly number[]): Tensor {
  const t = newEmpty(like, [values.length], 'int32');
  heap.i32.set(values, t.ptr >>> 2);
  return t;
}

/**
 * The sum, mean or greatest element of the rows of `weight` that each bag of indices selects; 0 for an empty bag. Shapes: input
 * (B, K), or (N) with offsets (B), of int32; weight (V, D); result (B, D). `F.embedding_bag` in PyTorch.
 *
 * @throws {TypeError} unless the input is int32. @throws {RangeError} for an index outside [0, V), or decreasing offsets.
 */
export function embeddingBag(input: Tensor, weight: Tensor, options: EmbeddingBagOptions = {}): Tensor {
  takes('embeddingBag', 3, arguments);
  const fn = 'embeddingBag';
  checkOptions(fn, options, ['offsets', 'mode', 'paddingIdx', 'perSampleWeights']);
  const { offsets = null, perSampleWeights: factors = null } = options;
  const mode = checkOneOf(fn, 'mode', options.mode ?? 'mean', MODES);
  if (factors !== null) {
    checkDtype(fn, 'perSampleWeights', factors, 'float32');
    if (mode !== 'sum') failRange(fn, `expected mode 'sum' where there are perSampleWeights, got '${mode}'`);
    if (!sameShape(factors.sizes, checkTensor(fn, 'input', input).sizes))
      failRange(fn, `expected perSampleWeights of shape ${showShape(input.sizes)}, got ${showShape(factors.sizes)}`);
  }
  return whole(fn, () => {
    const { index: all, padding } = checkTable(fn, input, weight, options.paddingIdx);
    const starts = startsOf(fn, input, offsets);
    const indices = heap.i32.slice(all.ptr >>> 2, (all.ptr >>> 2) + all.numel);
    drop(all, input);

    // the members that count: their bags, positions in the input, and rows
    const bags: number[] = [];
    const places: number[] = [];
    const ends: number[] = [0];
    for (let b = 0; b + 1 < starts.length; b++) {
      for (let i = starts[b] as number; i < (starts[b + 1] as number); i++) {
        if (indices[i] === padding) continue;
        bags.push(b);
        places.push(i);
      }
      ends.push(bags.length);
    }
    const table = dense(weight);
    const index = ints(
      weight,
      places.map((i) => indices[i] as number),
    );
    const how = { input, offsets, mode, padding };
    const y =
      mode === 'max' ? maxima(weight, table, index, ends, how) : sums(weight, table, index, bags, ends, places, factors, how);
    index.dispose();
    drop(table, weight);
    return y;
  });
}

function maxima(weight: Tensor, table: Tensor, index: Tensor, ends: readonly number[], how: Calls['embeddingBag']): Tensor {
  const [V, D] = table.sizes as [number, number];
  const B = ends.length - 1;
  const y = newEmpty(table, [B, D]);
  const place = newEmpty(table, [B, D], 'int32');
  const starts = ints(table, ends);
  extra().bagMax(0, B, y.ptr, place.ptr, table.ptr, index.ptr, starts.ptr, D);
  starts.dispose();
  if (tracks(weight)) {
    record(
      y,
      'embeddingBag',
      [weight],
      [place],
      (g, [place]) => {
        const dWeight = newZeros(g, [V, D]);
        extra().maxPool2dBackward(0, 1, dWeight.ptr, dense(g).ptr, place.ptr, V * D, B * D);
        return dWeight;
      },
      how,
    );
  }
  place.dispose();
  return y;
}

function sums(
  weight: Tensor,
  table: Tensor,
  index: Tensor,
  bags: readonly number[],
  ends: readonly number[],
  places: readonly number[],
  factors: Tensor | null,
  how: Calls['embeddingBag'],
): Tensor {
  const [V, D] = table.sizes as [number, number];
  const K = bags.length;
  const bag = ints(table, bags);
  const scale = newEmpty(table, [K]);
  const given = factors === null ? null : dense(factors);
  bags.forEach((b, i) => {
    const size = (ends[b + 1] as number) - (ends[b] as number);
    const own = given === null ? 1 : (heap.f32[(given.ptr >>> 2) + (places[i] as number)] as number);
    heap.f32[(scale.ptr >>> 2) + i] = how.mode === 'mean' ? 1 / size : own;
  });
  if (given !== null) drop(given, factors);
  const y = newZeros(table, [ends.length - 1, D]);
  extra().addScaledRows(0, D, y.ptr, table.ptr, bag.ptr, index.ptr, scale.ptr, K, D);
  if (tracks(weight, factors)) {
    const sizes = factors?.sizes ?? null;
    const inputs = factors === null ? [weight] : [weight, factors];
    const saved = [index, bag, weight.requiresGrad ? scale : null, factors?.requiresGrad ? table : null] as const;
    record(
      y,
      'embeddingBag',
      inputs,
      saved,
      (g, [index, bag, scale, table]) => {
        const dy = dense(g);
        const dWeight = scale && newZeros(g, [V, D]);
        if (scale && dWeight) extra().addScaledRows(0, D, dWeight.ptr, dy.ptr, index.ptr, bag.ptr, scale.ptr, K, D);
        if (sizes === null) return dWeight;
        return [dWeight, table && factorGradient(dy, table, index, bag, places, sizes)];
      },
      how,
    );
  }
  bag.dispose();
  scale.dispose();
  return y;
}

/** For each member, the dot product of its row and its bag's gradient. */
function factorGradient(dy: Tensor, table: Tensor, index: Tensor, bag: Tensor, places: readonly number[], sizes: Shape): Tensor {
  const D = table.sizes[1] as number;
  const K = places.length;
  const [rows, grads] = [newEmpty(dy, [K, D]), newEmpty(dy, [K, D])];
  kernels.indexSelect(0, K, rows.ptr, table.ptr, index.ptr, table.sizes[0] as number, K, D);
  kernels.indexSelect(0, K, grads.ptr, dy.ptr, bag.ptr, dy.sizes[0] as number, K, D);
  const products = reduceSum(mul(rows, grads), [1], [K], 1);
  const dFactors = newZeros(dy, sizes);
  places.forEach((place, i) => {
    heap.f32[(dFactors.ptr >>> 2) + place] = heap.f32[(products.ptr >>> 2) + i] as number;
  });
  return dFactors;
}
