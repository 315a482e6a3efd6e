/** The distinct elements, or the distinct entries of a dim. */

import { heap } from '../../../bindings/memory.ts';
import { rare } from '../../../bindings/rare.ts';
import { newEmpty, newRange, newZeros } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { permuted } from '../../array/window.ts';
import { unrecorded } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { flag, integer, nullable, type OptionsOf, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { checkDim, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { sort } from '../reduce/sort.ts';
import { reshape } from '../shape/reshape.ts';
import { indexSelect } from './index-select.ts';

const UNIQUE = {
  returnInverse: /* @__PURE__ */ flag(false),
  returnCounts: /* @__PURE__ */ flag(false),
  dim: /* @__PURE__ */ nullable(/* @__PURE__ */ integer(0)),
};

/** Options of `unique`. */
export interface UniqueOptions extends OptionsOf<typeof UNIQUE> {
  /** Also return the position in the result of each element, or entry of `dim`. Default false. */
  returnInverse?: boolean;
  /** Also return how often each occurs. Default false. */
  returnCounts?: boolean;
  /** The dim whose entries are compared. Default null: single elements are. */
  dim?: number | null;
}

/** The positions of the entries in ascending order, and the entries in that order. */
type Ordered = readonly [order: Tensor, rows: Tensor];

function orderedElements(x: Tensor): Ordered {
  const { values, indices } = sort(x, 0);
  return [indices, values];
}

/** Rows, compared from their first element; NaN is greater than everything. */
function orderedRows(x: Tensor, n: number): Ordered {
  const width = n === 0 ? 0 : x.numel / n;
  const order = newRange(x, n);
  const start = x.ptr >>> 2;
  const words = x.dtype === 'float32' ? heap.f32 : heap.i32;
  const compare = (p: number, q: number): number => {
    for (let a = start + p * width, b = start + q * width, end = a + width; a < end; a++, b++) {
      const u = words[a] as number;
      const v = words[b] as number;
      if (u === v) continue;
      if (u < v) return -1;
      if (u > v) return 1;
      const nan = Number(Number.isNaN(u)) - Number(Number.isNaN(v));
      if (nan !== 0) return nan;
    }
    return p - q;
  };
  view(order).sort(compare);
  return [order, indexSelect(reshape(x, [n, width]), 0, order)];
}

const view = (x: Tensor): Int32Array => heap.i32.subarray(x.ptr >>> 2, (x.ptr >>> 2) + x.numel);

/**
 * The distinct elements in ascending order as a vector, or with `dim` its distinct entries, in lexicographic order.
 * `torch.unique` in PyTorch. With `returnInverse` or `returnCounts` an array `[values, inverse?, counts?]`: the position in
 * `values` of each element (in the input's shape) or entry, and how often each occurs, int32. NaN equals nothing, not even
 * itself. No gradients flow through it.
 *
 * @throws {RangeError} for a dim out of range, or entries without elements.
 */
export function unique(x: Tensor, options?: { returnInverse?: false; returnCounts?: false; dim?: number | null }): Tensor;
export function unique(x: Tensor, options: UniqueOptions & ({ returnInverse: true } | { returnCounts: true })): Tensor[];
export function unique(x: Tensor, options?: UniqueOptions): Tensor | Tensor[];
export function unique(x: Tensor, options?: UniqueOptions): Tensor | Tensor[] {
  takes('unique', 2, arguments);
  checkTensor('unique', 'input', x);
  const { returnInverse, returnCounts, dim } = readOptions('unique', UNIQUE, options);
  if (dim !== null && x.ndim === 0) failRange('unique', 'expected a tensor with dims, got a scalar; leave dim out');
  const d = checkDim('unique', dim ?? 0, x.ndim);
  if (dim !== null && x.sizes.some((size, i) => size === 0 && i !== d))
    failRange('unique', `expected entries that have elements, got shape ${showShape(x.sizes)} and dim ${dim}`);
  return unrecorded(() =>
    composed('unique', () => {
      const flat = dim === null ? reshape(x, [x.numel]) : moved(x, d);
      const n = flat.sizes[0] as number;
      const [order, rows] = dim === null ? orderedElements(flat) : orderedRows(flat, n);
      const run = newEmpty(x, [n], 'int32');
      const count = rare().groups(run.ptr, rows.ptr, n, n === 0 ? 0 : rows.numel / n, x.dtype === 'float32');
      const firsts = newEmpty(x, [count], 'int32');
      const counts = newZeros(x, [count], 'int32');
      const inverse = newEmpty(x, dim === null ? x.sizes : [n], 'int32');
      const [places, runs, first, many, of] = [order, run, firsts, counts, inverse].map(view) as [
        Int32Array,
        Int32Array,
        Int32Array,
        Int32Array,
        Int32Array,
      ];
      for (let i = n - 1; i >= 0; i--) {
        const place = places[i] as number;
        const k = runs[i] as number;
        // the first of each run is written last
        first[k] = place;
        (many[k] as number)++;
        of[place] = k;
      }
      const values = indexSelect(dim === null ? flat : x, d, firsts);
      const more = [...(returnInverse ? [inverse] : []), ...(returnCounts ? [counts] : [])];
      for (const t of [values, ...more]) note(t, 'unique', [x]);
      return more.length === 0 ? values : [values, ...more];
    }),
  );
}

/** `x` with dim 0 and `dim` exchanged, contiguous: the order in which PyTorch compares the elements of entries. */
const moved = (x: Tensor, dim: number): Tensor =>
  dense(
    permuted(
      x,
      x.sizes.map((_, i) => (i === 0 ? dim : i === dim ? 0 : i)),
    ),
  );
