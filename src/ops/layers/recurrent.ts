/** A layer of recurrent cells along a sequence, in one direction: one op, whose loop over the steps is a kernel. */

import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { GRU_CELL } from '../../../bindings/wasm/constants.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { copyInto, copyOf, dense } from '../../array/copy.ts';
import { multiply } from '../../array/gemm.ts';
import { windowOn } from '../../array/window.ts';
import type { Wanted } from '../../autograd/node.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { composed } from '../../scope.ts';
import { type Shape, stridesOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { arranged, checkWeights, type RecurrentWeights, run, type Sizes, sizesOf } from './recurrent-plan.ts';

/** The bias that is added to the inputs' products: both, but for a GRU's n only the input's, since r multiplies the other. */
function inputBias(biasIh: Tensor | null, biasHh: Tensor | null, { kind, G, H }: Sizes): number {
  if (biasIh === null || biasHh === null) return 0;
  const sum = copyOf(biasIh);
  const other = dense(biasHh).ptr >>> 2;
  const at = sum.ptr >>> 2;
  const count = kind === GRU_CELL ? 2 * H : G;
  for (let i = 0; i < count; i++) heap.f32[at + i] = (heap.f32[at + i] as number) + (heap.f32[other + i] as number);
  return sum.ptr;
}

/** The gradients of the weights, from the gates' gradients in all steps. */
function weightGradients(
  sizes: Sizes,
  slopes: Tensor,
  x: Tensor | null,
  h0: Tensor,
  y: Tensor | null,
  tape: Tensor,
  wanted: { ih: unknown; hh: unknown; biases: unknown; hr: unknown },
) {
  const { kind, L, N, I, H, P, G, slope, width, reverse } = sizes;
  const rows = L * N;
  const at = slopes.ptr;
  const make = (on: unknown, shape: Shape): Tensor | null => (on ? newEmpty(slopes, shape) : null);
  const ih = x && make(wanted.ih, [G, I]);
  if (x !== null && ih !== null) {
    const first = kind === GRU_CELL ? 2 * H : G;
    multiply(1, 0, first, I, rows, 1, at, slope, x.ptr, I, 0, ih.ptr, I);
    if (kind === GRU_CELL) multiply(1, 0, H, I, rows, 1, at + 3 * H * 4, slope, x.ptr, I, 0, ih.ptr + first * I * 4, I);
  }
  const hh = make(wanted.hh, [G, P]);
  if (hh !== null) {
    // each step's state is the next step's input
    const later = at + (reverse ? 0 : N * slope * 4);
    const first = at + (reverse ? (L - 1) * N * slope * 4 : 0);
    multiply(1, 0, G, P, rows - N, 1, later, slope, (y?.ptr ?? 0) + (reverse ? N * P * 4 : 0), P, 0, hh.ptr, P);
    multiply(1, 0, G, P, N, 1, first, slope, h0.ptr, P, 1, hh.ptr, P);
  }
  let biasIh: Tensor | null = null;
  let biasHh: Tensor | null = null;
  if (wanted.biases) {
    const sums = newEmpty(slopes, [slope]);
    kernels.sum(0, slope, sums.ptr, at, rows, slope, 1);
    biasIh = newEmpty(slopes, [G]);
    biasHh = newEmpty(slopes, [G]);
    heap.copy(biasHh.ptr, sums.ptr, G * 4);
    heap.copy(biasIh.ptr, sums.ptr, G * 4);
    if (kind === GRU_CELL) heap.copy(biasIh.ptr + 2 * H * 4, sums.ptr + 3 * H * 4, H * 4);
  }
  const hr = make(wanted.hr, [P, H]);
  if (hr !== null) multiply(1, 0, P, H, rows, 1, at + 4 * H * 4, slope, tape.ptr + 5 * H * 4, width, 0, hr.ptr, H);
  return { ih, hh, biasIh, biasHh, hr };
}

/** The gradient of x. */
function inputGradient({ kind, L, N, I, H, G, slope }: Sizes, slopes: Tensor, ih: Tensor): Tensor {
  const dx = newEmpty(slopes, [L, N, I]);
  const w = dense(ih).ptr;
  const first = kind === GRU_CELL ? 2 * H : G;
  multiply(0, 0, L * N, I, first, 1, slopes.ptr, slope, w, I, 0, dx.ptr, I);
  if (kind === GRU_CELL) multiply(0, 0, L * N, I, H, 1, slopes.ptr + 3 * H * 4, slope, w + first * I * 4, I, 1, dx.ptr, I);
  return dx;
}

/** A part of a vector as a tensor with its own shape; its gradient is zero outside the part. */
function piece(whole: Tensor, shape: Shape, start: number): Tensor {
  const on = (t: Tensor): Tensor => windowOn(t, shape, stridesOf(shape), t.offset + start);
  const view = on(whole);
  if (!tracks(whole)) return view;
  const { sizes } = whole;
  return record(view, 'view', [whole], [], (g) => {
    const d = newZeros(g, sizes);
    copyInto(on(d), g);
    return d;
  });
}

/**
 * The states y (L, N, P) of cells of one kind along x (L, N, I), forwards or backwards, starting at h0 (N, P), and an LSTM's last
 * c (N, H), starting at c0 (N, H). Everything but the weights has been checked.
 *
 * @throws {TypeError} unless the weights are float32. @throws {RangeError} if their shapes do not agree.
 */
export function recurrentLayer(
  fn: string,
  kind: number,
  x: Tensor,
  h0: Tensor,
  c0: Tensor | null,
  weights: RecurrentWeights,
  reverse: boolean,
): { y: Tensor; c: Tensor | null } {
  const P = h0.sizes[1] as number;
  const H = c0 === null ? P : (c0.sizes[1] as number);
  const { ih, hh, biasIh, biasHh, hr } = weights;
  const sizes = sizesOf(kind, x, H, P, hr !== null, reverse);
  checkWeights(fn, weights, sizes);
  const { L, N, I, G, width, packed } = sizes;
  return composed(fn, () => {
    const inputs = [x, h0, c0, ih, hh, biasIh, biasHh, hr];
    const source = dense(x);
    const start = dense(h0);
    const cells = c0 === null ? null : dense(c0);
    const rows = L * N;
    // an LSTM's last c comes after its states: one result, and therefore one node
    const out = newEmpty(x, c0 === null ? [L, N, P] : [rows * P + N * H]);
    const tape = width === H ? out : newEmpty(x, [L, N, width]);
    const bias = inputBias(biasIh, biasHh, sizes);
    multiply(0, 1, rows, G, I, 1, source.ptr, I, dense(ih).ptr, I, 0, tape.ptr, width, bias);
    const work = { tape: tape.ptr, y: out.ptr, h0: start.ptr, c0: cells?.ptr ?? 0 };
    run('recurrent', x, sizes, {
      ...work,
      weight: arranged(hh, packed, 1, P, kind === GRU_CELL ? [2 * H, H] : [G]),
      projection: arranged(hr, packed, 1, H, [P]),
      bias: kind === GRU_CELL && biasHh !== null ? dense(biasHh).ptr + 2 * H * 4 : 0,
      cn: out.ptr + rows * P * 4,
    });
    const given = inputs.filter((t) => t !== null);
    if (given.some((t) => tracks(t))) {
      let next = 0;
      const places = inputs.map((t) => (t === null ? -1 : next++));
      // a single step has no earlier state but h0; the slopes of tanh and relu follow from their results
      const earlier = L > 1 || tape === out ? out : null;
      const read = ih.requiresGrad ? source : null;
      record(out, fn, given, [read, start, cells, x.requiresGrad ? ih : null, hh, hr, earlier, tape], backwardOf(sizes, places));
    }
    const how = { kind, reverse, H, h0, c0, ih, hh, biasIh, biasHh, hr };
    if (c0 === null) return { y: note(out, 'recurrent', [x], how), c: null };
    const y = note(piece(out, [L, N, P], 0), 'recurrent', [x], how);
    return { y, c: note(piece(out, [N, H], rows * P), 'recurrentCells', [x], how) };
  });
}

type SavedValues = readonly [
  x: Tensor | null,
  h0: Tensor,
  c0: Tensor | null,
  ih: Tensor | null,
  hh: Tensor,
  hr: Tensor | null,
  y: Tensor | null,
  tape: Tensor,
];

/**
 * The backward of a call; `places` has the position of each possible input among those present. A separate function, so that it
 * holds no tensor.
 */
const backwardOf =
  (sizes: Sizes, places: readonly number[]) =>
  (g: Tensor, [x, h0, c0, ih, hh, hr, out, tape]: SavedValues, wanted: Wanted): (Tensor | null)[] => {
    const { L, N, P, H, G, slope, packed } = sizes;
    const is = (place: number): boolean => !!wanted[places[place] as number];
    const dy = dense(g);
    const slopes = newEmpty(g, [L, N, slope]);
    const dh = newZeros(g, [N, P]);
    const dc = c0 && newEmpty(g, [N, H]);
    if (dc !== null) heap.copy(dc.ptr, dy.ptr + L * N * P * 4, N * H * 4);
    run('recurrentBackward', g, sizes, {
      tape: tape.ptr,
      y: out?.ptr ?? 0,
      h0: h0.ptr,
      c0: c0?.ptr ?? 0,
      weight: arranged(hh, packed, 0, G, [P]),
      projection: arranged(hr, packed, 0, P, [H]),
      slopes: slopes.ptr,
      dy: dy.ptr,
      dh: dh.ptr,
      dc: dc?.ptr ?? 0,
    });
    const dx = ih && is(0) ? inputGradient(sizes, slopes, ih) : null;
    const d = weightGradients(sizes, slopes, x, h0, out, tape, {
      ih: is(3),
      hh: is(4),
      biases: is(5) || is(6),
      hr: is(7),
    });
    return [dx, dh, dc, d.ih, d.hh, d.biasIh, d.biasHh, d.hr].filter((_, i) => (places[i] as number) >= 0);
  };
