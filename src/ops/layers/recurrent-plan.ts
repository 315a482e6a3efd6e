/** What both passes of a recurrent layer need: its sizes, its weights as the kernels read them, and the kernel call. */

import { heap } from '../../../bindings/memory.ts';
import { recurrent } from '../../../bindings/recurrent.ts';
import { GRU_CELL, LSTM_CELL, RECURRENT_ROWS } from '../../../bindings/wasm/constants.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { failRange } from '../../errors.ts';
import { type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/** The parameters of a layer in one direction; G is the number of its gates times H. */
export interface RecurrentWeights {
  /** The suffix of their names in messages: `_l0_reverse`. */
  suffix: string;
  /** (G, I). */
  ih: Tensor;
  /** (G, P). */
  hh: Tensor;
  /** (G), both or neither. */
  biasIh: Tensor | null;
  biasHh: Tensor | null;
  /** (P, H), for an LSTM with a projection. */
  hr: Tensor | null;
}

/** The sizes of a call. */
export interface Sizes {
  kind: number;
  /** Steps, rows of the batch, inputs, cells, states. */
  L: number;
  N: number;
  I: number;
  H: number;
  P: number;
  /** All gates together. */
  G: number;
  /** The number of floats in a row of the tape, and of the gates' gradients. */
  width: number;
  slope: number;
  packed: boolean;
  reverse: boolean;
}

/** The number of gates in a cell of this kind. */
export const gatesOf = (kind: number): number => (kind === LSTM_CELL ? 4 : kind === GRU_CELL ? 3 : 1);

export function sizesOf(kind: number, x: Tensor, H: number, P: number, projected: boolean, reverse: boolean): Sizes {
  const [L, N, I] = x.sizes as [number, number, number];
  const gates = gatesOf(kind);
  const width = kind === LSTM_CELL ? (projected ? 6 : 5) * H : kind === GRU_CELL ? 4 * H : H;
  const slope = kind === LSTM_CELL ? 4 * H + (projected ? P : 0) : kind === GRU_CELL ? 4 * H : H;
  // a single step would not read a packed weight again
  return { kind, L, N, I, H, P, G: gates * H, width, slope, packed: L > 1 && N >= RECURRENT_ROWS, reverse };
}

export function checkWeights(fn: string, weights: RecurrentWeights, { I, H, P, G }: Sizes): void {
  const expected: readonly [string, Tensor | null, Shape][] = [
    ['weight_ih', weights.ih, [G, I]],
    ['weight_hh', weights.hh, [G, P]],
    ['bias_ih', weights.biasIh, [G]],
    ['bias_hh', weights.biasHh, [G]],
    ['weight_hr', weights.hr, [P, H]],
  ];
  for (const [what, t, shape] of expected) {
    const name = what + weights.suffix;
    if (t !== null && !sameShape(checkDtype(fn, name, t, 'float32').sizes, shape))
      failRange(fn, `expected ${name} of shape ${showShape(shape)}, got ${showShape(t.sizes)}`);
  }
}

/** A weight as the kernels read it, where op(w) is k × Σ parts: unchanged, or packed part by part. Call it in a scope. */
export function arranged(w: Tensor | null, packed: boolean, trans: number, k: number, parts: readonly number[]): number {
  if (w === null) return 0;
  const source = dense(w);
  if (!packed) return source.ptr;
  const sizes = parts.map((n) => recurrent().packedSize(k, n));
  const to = newEmpty(w, [sizes.reduce((a, b) => a + b)]);
  let at = to.ptr;
  let from = source.ptr;
  parts.forEach((n, i) => {
    recurrent().packWeight(at, trans, k, n, from);
    at += (sizes[i] as number) * 4;
    from += k * n * 4;
  });
  return to.ptr;
}

/** What the kernels work on, in the order of their table. */
interface Work {
  tape: number;
  y: number;
  h0: number;
  c0: number;
  weight: number;
  projection: number;
  bias?: number;
  cn?: number;
  slopes?: number;
  dy?: number;
  dh?: number;
  dc?: number;
}

/** Calls a kernel; a packed batch is divided among threads by units of rows. Call it in a scope. */
export function run(kernel: 'recurrent' | 'recurrentBackward', like: Tensor, sizes: Sizes, work: Work): void {
  const { kind, L, N, H, P, width, slope, packed, reverse } = sizes;
  const { tape, y, h0, c0, weight, projection, bias = 0, cn = 0, slopes = 0, dy = 0, dh = 0, dc = 0 } = work;
  const words = [kind, N, P, width, slope, packed ? 1 : 0, reverse ? -1 : 1];
  words.push(tape, y, h0, c0, weight, projection, bias, cn, slopes, dy, dh, dc);
  const table = newEmpty(like, [words.length], 'int32');
  heap.i32.set(words, table.ptr >>> 2);
  const units = packed ? Math.ceil(N / RECURRENT_ROWS) : Math.min(N, 1);
  recurrent()[kernel](0, units, table.ptr, L, H);
}
