/** The different elements, or the different entries of a dim. */

import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newRange } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { permuted } from '../../array/window.ts';
import { unrecorded } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { flag, integer, nullable, type OptionsOf, readOptions, takes } from '../../options.ts';
import { scope } from '../../scope.ts';
import { checkDim, type Shape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
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
  /** Also where in the result each element, or entry of `dim`, is. Default false. */
  returnInverse?: boolean;
  /** Also how often each occurs. Default false. */
  returnCounts?: boolean;
  /** The dim whose entries are compared. Default none: the elements are. */
  dim?: number | null;
}

/** The n entries in order as int32, by their places in the input, and whether the one at place i of these equals that before. */
type Ordered = readonly [order: Tensor, same: (i: number) => boolean];

const view = (x: Tensor): Float32Array | Int32Array =>
  (x.dtype === 'float32' ? heap.f32 : heap.i32).subarray(x.ptr >>> 2, (x.ptr >>> 2) + x.numel);

function orderedElements(x: Tensor): Ordered {
  const { values, indices } = sort(x, 0);
  const at = values.ptr >>> 2;
  return [
    indices,
    x.dtype === 'float32' ? (i) => heap.f32[at + i] === heap.f32[at + i - 1] : (i) => heap.i32[at + i] === heap.i32[at + i - 1],
  ];
}

/** Rows, compared from their first element on; NaN is greater than all, and no row with NaN equals another. */
function orderedRows(x: Tensor, n: number): Ordered {
  const width = n === 0 ? 0 : x.numel / n;
  const order = newRange(x, n);
  const [rows, places] = [view(x), view(order)];
  const compare = (p: number, q: number): number => {
    for (let a = p * width, b = q * width, end = a + width; a < end; a++, b++) {
      const [u, v] = [rows[a] as number, rows[b] as number];
      if (u === v) continue;
      if (u < v) return -1;
      if (u > v) return 1;
      const order = Number(Number.isNaN(u)) - Number(Number.isNaN(v));
      if (order !== 0) return order;
    }
    return 0;
  };
  places.sort((p, q) => compare(p, q) || p - q);
  const at = order.ptr >>> 2;
  return [
    order,
    (i) => {
      const words = x.dtype === 'float32' ? heap.f32 : heap.i32;
      const [p, q] = [-1, 0].map((k) => (x.ptr >>> 2) + (heap.i32[at + i + k] as number) * width) as [number, number];
      for (let c = 0; c < width; c++) if (words[p + c] !== words[q + c]) return false;
      return true;
    },
  ];
}

/**
 * The different elements in rising order as a vector, or with `dim` its different entries, ordered by their first element,
 * then by their second, and so on. `torch.unique` in PyTorch. With `returnInverse` or `returnCounts` an array
 * `[values, inverse?, counts?]`: the place in `values` of each element (of the input's shape) or entry, and how often each
 * occurs, int32. NaN equals nothing, itself included. No gradients flow through it.
 *
 * @throws {RangeError} for a dim that is not there, or entries without elements.
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
    scope(() => {
      const n = dim === null ? x.numel : (x.sizes[d] as number);
      const flat = reshape(x, [x.numel]);
      const moved = (): Tensor =>
        dense(
          permuted(
            x,
            [d, ...x.sizes.keys()].filter((k, i) => i === 0 || k !== d),
          ),
        );
      const [order, same] = dim === null ? orderedElements(flat) : orderedRows(moved(), n);
      const result = collected(order, same, returnInverse ? (dim === null ? x.sizes : [n]) : null);
      const [firsts, ...more] = result;
      const values = dim === null ? indexSelect(flat, 0, firsts) : indexSelect(x, d, firsts);
      const [counts, inverse] = more;
      const found = [values, ...(returnInverse ? [inverse as Tensor] : []), ...(returnCounts ? [counts] : [])];
      return found.length === 1 ? values : found;
    }),
  );
}

/** The place of the first of each group of equals, how many it has, and for each entry its group. */
function collected(order: Tensor, same: (i: number) => boolean, shape: Shape | null): [Tensor, Tensor, Tensor | null] {
  const n = order.numel;
  let groups = 0;
  for (let i = 0; i < n; i++) if (i === 0 || !same(i)) groups++;
  const [firsts, counts] = [newEmpty(order, [groups], 'int32'), newEmpty(order, [groups], 'int32')];
  const inverse = shape && newEmpty(order, shape, 'int32');
  const [places, first, count, group] = [view(order), view(firsts), view(counts), inverse && view(inverse)];
  let k = -1;
  for (let i = 0; i < n; i++) {
    const place = places[i] as number;
    if (i === 0 || !same(i)) {
      first[++k] = place;
      count[k] = 0;
    }
    (count[k] as number)++;
    if (group !== null) group[place] = k;
  }
  return [firsts, counts, inverse];
}
