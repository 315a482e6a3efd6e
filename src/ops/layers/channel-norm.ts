/**
 * What batch, group and instance normalisation share: they normalise channels to mean 0 and variance 1, then scale and shift
 * them.
 *
 * A mean is stored as a float32 and the rest, so that no precision is lost if it is large relative to the deviation.
 */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { places } from './layer-norm.ts';
import { shrunk } from './shrunk.ts';

/**
 * A tensor seen as N × K × inner, with a scale and a shift for each of K. Each group of `share` consecutive ones has common
 * moments, over all N × share × inner elements; weight and bias are those of C channels, repeated.
 */
export interface Channels {
  N: number;
  K: number;
  inner: number;
  share: number;
  C: number;
}

/** A number for each index. */
export type Reader = (i: number) => number;

/** The position of a vector's first element among the floats of the memory; 0 if there is no vector. */
const placesOf = (x: Tensor | null): [at: number, step: number] => (x === null ? [0, 0] : [x.ptr >>> 2, x.strides[0] as number]);

/** Refuses running moments that do not fit. */
export function checkRunning(fn: string, what: string, t: Tensor | null, C: number, moves: boolean): void {
  if (t !== null && !sameShape(checkDtype(fn, what, t, 'float32').sizes, [C])) {
    failRange(fn, `expected ${what} of shape [${C}], got ${showShape(t.sizes)}`);
  }
  if (moves && t?.steps?.[0] === 0)
    failRange(fn, `expected ${what} of elements that share no memory, got an expanded tensor; give it a clone()`);
}

/** Moves a running moment towards the batch's, in place. */
export function move(running: Tensor, momentum: number, batch: Reader): void {
  const { f32 } = heap;
  const [at, step] = placesOf(running);
  for (let i = 0; i < running.numel; i++) {
    const place = at + i * step;
    f32[place] = (1 - momentum) * (f32[place] as number) + momentum * batch(i);
  }
  running.storage.version++;
}

/**
 * Writes mean, rest and (biased) variance, S of each, for every share: its mean is mean + rest. Any nearby mean would do: its
 * error is computed together with the variance, from the differences, which are small. Returns whether all are finite.
 */
function moments(stats: Tensor, x: Tensor, { N, K, inner, share }: Channels): boolean {
  const S = K / share;
  const D = share * inner;
  const mean = stats.ptr;
  const [sums, dots] = [mean + S * 4, mean + S * 8];
  if (D === 1) {
    kernels.sum(0, S, mean, x.ptr, N, S, 1 / N);
    extra().columnDots(0, S, sums, dots, 0, x.ptr, mean, 0, N, S);
  } else {
    const rows = N === 1 ? stats : newEmpty(x, [N, S]);
    kernels.sum(0, N * S, rows.ptr, x.ptr, D, 1, 1 / D);
    if (rows !== stats) kernels.sum(0, S, mean, rows.ptr, N, S, 1 / N);
    drop(rows, stats);
    extra().channelDots(0, S, sums, dots, 0, x.ptr, mean, N, S, D);
  }
  const { f32 } = heap;
  const at = mean >>> 2;
  let finite = true;
  for (let s = at + S; s < at + 2 * S; s++) {
    const rest = (f32[s] as number) / (N * D);
    f32[s] = rest;
    const variance = Math.max((f32[s + S] as number) / (N * D) - rest * rest, 0);
    f32[s + S] = variance;
    finite &&= variance < Infinity;
  }
  return finite;
}

/** Writes given moments to the same positions. */
function given(stats: Tensor, [mean, variance]: readonly [Tensor, Tensor], S: number): void {
  const { f32 } = heap;
  const at = stats.ptr >>> 2;
  const [m, mStep] = placesOf(mean);
  const [v, vStep] = placesOf(variance);
  for (let s = 0; s < S; s++) {
    f32[at + s] = f32[m + s * mStep] as number;
    f32[at + s + S] = 0;
    f32[at + s + 2 * S] = f32[v + s * vStep] as number;
  }
}

/** y = p·dy + q·(x − mean) + c with coefficients of each of K; without the first term if dy is null. All but x by address. */
function mix(y: Tensor, dy: number, x: Tensor, p: number, q: number, mean: number, c: number, { N, K, inner }: Channels): Tensor {
  extra().mix(0, inner === 1 ? N : N * K, y.ptr, dy, x.ptr, p, q, mean, c, K, inner);
  return y;
}

/** The arguments of a normalisation besides its input. */
export interface Norm {
  channels: Channels;
  weight: Tensor | null;
  bias: Tensor | null;
  eps: number;
  /** Mean and variance to use instead of the input's own. */
  fixed: readonly [Tensor, Tensor] | null;
  /** Receives the input's own moments. */
  seen: (mean: Reader, variance: Reader) => void;
  /** Further arguments for a tracer. */
  how: unknown;
}

/** (x − mean)/√(variance + eps)·weight + bias by channel. */
export const channelNorm = (name: string, x: Tensor, norm: Norm): Tensor => whole(name, normalize, name, x, norm);

function normalize(name: string, x: Tensor, norm: Norm): Tensor {
  const { channels, weight, bias, eps, fixed, seen, how } = norm;
  const inputs = [x, weight, bias].filter((t) => t !== null);
  if (x.numel === 0) {
    const sizes = inputs.map((t) => t.sizes);
    const y = newEmpty(x, x.sizes);
    return tracks(x, weight, bias) ? record(y, name, inputs, [], (g) => sizes.map((shape) => newZeros(g, shape)), how) : y;
  }
  const { N, K, inner, share, C } = channels;
  const S = K / share;
  const source = dense(x);
  // mean, rest and reciprocal deviation of every share, and the scale of each of K
  const stats = newEmpty(x, [3 * S + K]);
  // shift and mean of each of K
  const work = newEmpty(x, [2 * K]);
  const y = newEmpty(x, x.sizes);
  if (fixed !== null) {
    given(stats, fixed, S);
  } else if (!moments(stats, source, channels)) {
    const again = shrunk(x, [N, S, share * inner], (x, by) =>
      normalize(name, x, {
        ...norm,
        seen: (mean, variance) =>
          seen(
            (s) => mean(s) / by(s),
            (s) => variance(s) / by(s) ** 2,
          ),
      }),
    );
    if (again !== null) {
      for (const t of [stats, work, y]) t.dispose();
      drop(source, x);
      return again;
    }
  }
  // nothing fails from here on: the running moments may change
  fill();
  work.dispose();
  if (tracks(x, weight, bias)) {
    const at = places(weight, bias);
    const own = fixed === null;
    // with given moments, the gradient of x is that of a scaling, which does not read x
    const reads = own || weight?.requiresGrad || bias?.requiresGrad;
    record(
      y,
      name,
      inputs,
      [reads ? source : null, stats],
      (g, [x, stats], wanted) => {
        const dy = dense(g);
        if (x === null) return at.order(scaled(dy, stats, channels), null, null);
        const { dx, dWeight, dBias } = gradients(dy, x, stats, channels, own, wanted[0] !== null);
        return at.order(dx, dWeight, dBias);
      },
      how,
    );
  }
  stats.dispose();
  drop(source, x);
  return y;

  function fill(): void {
    const { f32 } = heap;
    const at = stats.ptr >>> 2;
    if (fixed === null) {
      seen(
        (s) => (f32[at + s] as number) + (f32[at + s + S] as number),
        (s) => f32[at + s + 2 * S] as number,
      );
    }
    for (let s = at + 2 * S; s < at + 3 * S; s++) {
      f32[s] = 1 / Math.sqrt((f32[s] as number) + eps);
    }
    const to = work.ptr >>> 2;
    const [w, wStep] = placesOf(weight);
    const [b, bStep] = placesOf(bias);
    for (let k = 0; k < K; k++) {
      const s = at + Math.floor(k / share);
      const c = k % C;
      const scale = (f32[s + 2 * S] as number) * (weight === null ? 1 : (f32[w + c * wStep] as number));
      f32[at + 3 * S + k] = scale;
      f32[to + k] = (bias === null ? 0 : (f32[b + c * bStep] as number)) - scale * (f32[s + S] as number);
      f32[to + K + k] = f32[s] as number;
    }
    const scales = stats.ptr + 12 * S;
    mix(y, 0, source, scales, scales, work.ptr + 4 * K, work.ptr, channels);
  }
}

/** dy times each channel's scale. */
function scaled(dy: Tensor, stats: Tensor, channels: Channels): Tensor {
  const { K, share } = channels;
  const zero = newZeros(dy, [K]);
  const scales = stats.ptr + (12 * K) / share;
  return mix(newEmpty(dy, dy.sizes), 0, dy, scales, scales, zero.ptr, zero.ptr, channels);
}

/** The gradients of x, if wanted, and of weight and bias. */
function gradients(
  dy: Tensor,
  x: Tensor,
  stats: Tensor,
  channels: Channels,
  own: boolean,
  wantsX: boolean,
): { dx: Tensor | null; dWeight: Tensor; dBias: Tensor } {
  const { N, K, inner, share, C } = channels;
  const S = K / share;
  const M = N * share * inner;
  const [dWeight, dBias] = [newEmpty(x, [C]), newEmpty(x, [C])];
  // sums, products, means and the two coefficients of x of each of K
  const work = newEmpty(x, [5 * K]);
  const [sums, dots, means, q, c] = [0, 1, 2, 3, 4].map((row) => work.ptr + row * K * 4) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const at = stats.ptr >>> 2;
  const to = work.ptr >>> 2;
  let { f32 } = heap;
  for (let k = 0; k < K; k++) f32[to + 2 * K + k] = f32[at + Math.floor(k / share)] as number;
  if (inner === 1) extra().columnDots(0, K, sums, dots, dy.ptr, x.ptr, means, 0, N, K);
  else extra().channelDots(0, K, sums, dots, dy.ptr, x.ptr, means, N, K, inner);
  f32 = heap.f32;
  const totals = new Float64Array(2 * C);
  for (let s = 0; s < S; s++) {
    const rest = f32[at + S + s] as number;
    const rstd = f32[at + 2 * S + s] as number;
    let slope = 0;
    let level = 0;
    for (let k = s * share; k < (s + 1) * share; k++) {
      const scale = f32[at + 3 * S + k] as number;
      const total = f32[to + k] as number;
      const exact = (f32[to + K + k] as number) - rest * total;
      slope += scale * exact;
      level += scale * total;
      (totals[k % C] as number) += exact * rstd;
      (totals[C + (k % C)] as number) += total;
    }
    slope *= (-rstd * rstd) / M;
    level = -level / M - slope * rest;
    for (let k = to + s * share; k < to + (s + 1) * share; k++) {
      f32[k + 3 * K] = slope;
      f32[k + 4 * K] = level;
    }
  }
  f32.set(totals.subarray(0, C), dWeight.ptr >>> 2);
  f32.set(totals.subarray(C), dBias.ptr >>> 2);
  let dx: Tensor | null = null;
  if (wantsX)
    dx = own ? mix(newEmpty(x, x.sizes), dy.ptr, x, stats.ptr + 12 * S, q, means, c, channels) : scaled(dy, stats, channels);
  work.dispose();
  return { dx, dWeight, dBias };
}
