/**
 * What batch, group and instance normalisation share: channels to mean 0 and variance 1, then scaled and shifted.
 *
 * A mean is kept as a float32 and what it lacks, so that nothing is lost where it is far from 0 beside the deviation.
 */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { copyInto, dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { places } from './layer-norm.ts';

/**
 * A tensor seen as N × K × inner, with a scale and a shift for each of K. Each `share` of them in turn have their moments
 * together, of all N × share × inner elements; weight and bias are those of C channels, over and over.
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

/** The elements of a vector. */
function reader(x: Tensor): Reader {
  const at = x.ptr >>> 2;
  const step = x.strides[0] as number;
  const { f32 } = heap;
  return (i) => f32[at + i * step] as number;
}

/** The numbers that a contiguous tensor holds, until memory is next allocated. */
function numbersOf(x: Tensor): Float32Array {
  const at = x.ptr >>> 2;
  return heap.f32.subarray(at, at + x.numel);
}

/** Refuses running moments that do not fit. */
export function checkRunning(fn: string, what: string, t: Tensor | null, C: number): void {
  if (t !== null && !sameShape(checkDtype(fn, what, t, 'float32').sizes, [C])) {
    failRange(fn, `expected ${what} of shape [${C}], got ${showShape(t.sizes)}`);
  }
}

/** Moves a running moment towards the batch's. */
export function move(running: Tensor, momentum: number, batch: Reader): void {
  const next = newEmpty(running, running.sizes);
  const before = reader(running);
  const to = numbersOf(next);
  for (let i = 0; i < to.length; i++) to[i] = (1 - momentum) * before(i) + momentum * batch(i);
  copyInto(running, next);
  next.dispose();
  running.storage.version++;
}

/**
 * The rows mean, rest and variance, the biased one, of each share: their mean is mean + rest. Any mean near by would do:
 * what it is off by is found together with the variance, from the differences, which are small.
 */
function moments(x: Tensor, { N, K, inner, share }: Channels): Tensor {
  const S = K / share;
  const D = share * inner;
  const stats = newEmpty(x, [3, S]);
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
  const all = numbersOf(stats);
  for (let s = S; s < 2 * S; s++) {
    const rest = (all[s] as number) / (N * D);
    all[s] = rest;
    all[s + S] = Math.max((all[s + S] as number) / (N * D) - rest * rest, 0);
  }
  return stats;
}

/** The same rows from given moments. */
function given(x: Tensor, [mean, variance]: readonly [Tensor, Tensor], S: number): Tensor {
  const stats = newZeros(x, [3, S]);
  const all = numbersOf(stats);
  const [m, v] = [reader(mean), reader(variance)];
  for (let s = 0; s < S; s++) {
    all[s] = m(s);
    all[s + 2 * S] = v(s);
  }
  return stats;
}

/** y = p·dy + q·(x − mean) + c with coefficients of each of K; without the first term where dy is null. */
function mix(dy: Tensor | null, x: Tensor, p: Tensor, q: Tensor, mean: Tensor, c: Tensor, { N, K, inner }: Channels): Tensor {
  const y = newEmpty(x, x.sizes);
  extra().mix(0, inner === 1 ? N : N * K, y.ptr, dy?.ptr ?? 0, x.ptr, p.ptr, q.ptr, mean.ptr, c.ptr, K, inner);
  return y;
}

/** The mean for each of K: the first row itself where none is shared. */
function means(stats: Tensor, { K, share }: Channels): Tensor {
  if (share === 1) return stats;
  const all = newEmpty(stats, [K]);
  const [from, to] = [numbersOf(stats), numbersOf(all)];
  for (let k = 0; k < K; k++) to[k] = from[Math.floor(k / share)] as number;
  return all;
}

/** The scale and the shift for each of K, from the rows mean, rest and rstd. */
function coefficients(stats: Tensor, weight: Tensor | null, bias: Tensor | null, { K, share, C }: Channels) {
  const [scale, shift] = [newEmpty(stats, [K]), newEmpty(stats, [K])];
  const w = weight && reader(weight);
  const b = bias && reader(bias);
  const [rows, p, c] = [numbersOf(stats), numbersOf(scale), numbersOf(shift)];
  const S = K / share;
  for (let k = 0; k < K; k++) {
    const s = Math.floor(k / share);
    const factor = (rows[s + 2 * S] as number) * (w === null ? 1 : w(k % C));
    p[k] = factor;
    c[k] = (b === null ? 0 : b(k % C)) - factor * (rows[s + S] as number);
  }
  return { scale, shift };
}

/** What a normalisation is given beside its input. */
export interface Norm {
  channels: Channels;
  weight: Tensor | null;
  bias: Tensor | null;
  eps: number;
  /** Mean and variance to take instead of the input's own. */
  fixed: readonly [Tensor, Tensor] | null;
  /** Is told the input's own. */
  seen: (mean: Reader, variance: Reader) => void;
  /** What a tracer must know. */
  how: unknown;
}

/** (x − mean)/√(variance + eps)·weight + bias by channel. */
export function channelNorm(name: string, x: Tensor, { channels, weight, bias, eps, fixed, seen, how }: Norm): Tensor {
  const inputs = [x, weight, bias].filter((t) => t !== null);
  if (x.numel === 0) {
    const sizes = inputs.map((t) => t.sizes);
    const y = newEmpty(x, x.sizes);
    return tracks(x, weight, bias) ? record(y, name, inputs, [], (g) => sizes.map((shape) => newZeros(g, shape)), how) : y;
  }
  const S = channels.K / channels.share;
  const source = dense(x);
  const stats = fixed === null ? moments(source, channels) : given(x, fixed, S);
  if (fixed === null) {
    const at = stats.ptr >>> 2;
    const row = (i: number) => heap.f32[at + i] as number;
    seen(
      (s) => row(s) + row(s + S),
      (s) => row(s + 2 * S),
    );
  }
  const rows = numbersOf(stats);
  for (let s = 2 * S; s < 3 * S; s++) rows[s] = 1 / Math.sqrt((rows[s] as number) + eps);
  const { scale, shift } = coefficients(stats, weight, bias, channels);
  const mean = means(stats, channels);
  const y = mix(null, source, scale, scale, mean, shift, channels);
  drop(mean, stats);
  shift.dispose();
  if (tracks(x, weight, bias)) {
    const at = places(weight, bias);
    // with given moments the gradient of x is that of a scaling, which reads neither x nor its moments
    const reads = fixed === null || weight?.requiresGrad || bias?.requiresGrad;
    const own = fixed === null;
    record(
      y,
      name,
      inputs,
      [reads ? source : null, reads ? stats : null, scale],
      (g, [x, stats, scale], wanted) => {
        const dy = dense(g);
        if (x === null || stats === null) return at.order(scaled(dy, scale, channels), null, null);
        const { dx, dWeight, dBias } = gradients(dy, x, stats, scale, channels, own, wanted[0] !== null);
        return at.order(dx, dWeight, dBias);
      },
      how,
    );
  }
  scale.dispose();
  stats.dispose();
  drop(source, x);
  return y;
}

/** dy times each channel's scale. */
function scaled(dy: Tensor, scale: Tensor, channels: Channels): Tensor {
  const zero = newZeros(dy, [channels.K]);
  return mix(null, dy, scale, scale, zero, zero, channels);
}

/** The gradients of x, if it is wanted, and of weight and bias. */
function gradients(
  dy: Tensor,
  x: Tensor,
  stats: Tensor,
  scale: Tensor,
  channels: Channels,
  own: boolean,
  wantsX: boolean,
): { dx: Tensor | null; dWeight: Tensor; dBias: Tensor } {
  const { N, K, inner, share, C } = channels;
  const S = K / share;
  const M = N * share * inner;
  const [sums, dots, q, c] = [0, 1, 2, 3].map(() => newEmpty(x, [K])) as [Tensor, Tensor, Tensor, Tensor];
  const [dWeight, dBias] = [newZeros(x, [C]), newZeros(x, [C])];
  const mean = means(stats, channels);
  if (inner === 1) extra().columnDots(0, K, sums.ptr, dots.ptr, dy.ptr, x.ptr, mean.ptr, 0, N, K);
  else extra().channelDots(0, K, sums.ptr, dots.ptr, dy.ptr, x.ptr, mean.ptr, N, K, inner);
  const [sum, dot, p, rows, qs, cs] = [sums, dots, scale, stats, q, c].map(numbersOf) as Float32Array[] as Six;
  const ofWeight = new Float64Array(C);
  const ofBias = new Float64Array(C);
  for (let s = 0; s < S; s++) {
    const rest = rows[s + S] as number;
    const rstd = rows[s + 2 * S] as number;
    let a = 0;
    let b = 0;
    for (let k = s * share; k < (s + 1) * share; k++) {
      const total = sum[k] as number;
      const exact = (dot[k] as number) - rest * total;
      a += (p[k] as number) * exact;
      b += (p[k] as number) * total;
      (ofWeight[k % C] as number) += exact * rstd;
      (ofBias[k % C] as number) += total;
    }
    const slope = (-rstd * rstd * a) / M;
    qs.fill(slope, s * share, (s + 1) * share);
    cs.fill(-b / M - slope * rest, s * share, (s + 1) * share);
  }
  numbersOf(dWeight).set(ofWeight);
  numbersOf(dBias).set(ofBias);
  let dx: Tensor | null = null;
  if (wantsX) dx = own ? mix(dy, x, scale, q, mean, c, channels) : scaled(dy, scale, channels);
  drop(mean, stats);
  for (const t of [sums, dots, q, c]) t.dispose();
  return { dx, dWeight, dBias };
}

type Six = [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
