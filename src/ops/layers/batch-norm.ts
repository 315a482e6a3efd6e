/** Batch normalisation: each channel to mean 0 and variance 1 over the batch, then scaled and shifted. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { heap } from '../../../bindings/memory.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { checkDtype } from '../../array/check.ts';
import { copyInto, dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { numelOf, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { clone } from '../shape/copies.ts';
import { type AffineOptions, checkAffine, denseOr, places } from './layer-norm.ts';

/** Options of `batchNorm`. */
export interface BatchNormOptions extends AffineOptions {
  /** Normalise by the batch's own moments and move the running ones; false if absent. */
  training?: boolean;
  /** The share of the batch in the running moments; 0.1 if absent. */
  momentum?: number;
}

/** A tensor seen as N × C × inner. */
interface Channels {
  N: number;
  C: number;
  inner: number;
}

/** Sets y[i] = f(i) for each channel; y is contiguous. */
function perChannel(y: Tensor, f: (i: number) => number): Tensor {
  const at = y.ptr >>> 2;
  for (let i = 0; i < y.numel; i++) heap.f32[at + i] = f(i);
  return y;
}

/** The elements of a vector. */
function reader(x: Tensor): (i: number) => number {
  const at = x.ptr >>> 2;
  const step = x.strides[0] as number;
  return (i) => heap.f32[at + i * step] as number;
}

/** Mean and biased variance of each channel. Moments of rows of `inner` are put together, which no rounding hurts. */
function moments(x: Tensor, { N, C, inner }: Channels): { mean: Tensor; variance: Tensor } {
  const mean = newEmpty(x, [C]);
  const variance = newEmpty(x, [C]);
  if (inner === 1) {
    kernels.sum(0, C, mean.ptr, x.ptr, N, C, 1 / N);
    kernels.variance(0, C, variance.ptr, x.ptr, N, C, 0);
    return { mean, variance };
  }
  const rowMean = newEmpty(x, [N, C]);
  const rowVariance = newEmpty(x, [N, C]);
  const between = newEmpty(x, [C]);
  kernels.sum(0, N * C, rowMean.ptr, x.ptr, inner, 1, 1 / inner);
  kernels.variance(0, N * C, rowVariance.ptr, x.ptr, inner, 1, 0);
  kernels.sum(0, C, mean.ptr, rowMean.ptr, N, C, 1 / N);
  kernels.sum(0, C, variance.ptr, rowVariance.ptr, N, C, 1 / N);
  kernels.variance(0, C, between.ptr, rowMean.ptr, N, C, 0);
  kernels.add(0, C, variance.ptr, variance.ptr, between.ptr, C, 0, 1, 0, 1);
  for (const t of [rowMean, rowVariance, between]) t.dispose();
  return { mean, variance };
}

/** A running moment moved towards the batch's, as a tensor of its own. */
function moved(running: Tensor, momentum: number, batch: (i: number) => number): Tensor {
  const before = reader(running);
  return perChannel(newEmpty(running, running.sizes), (i) => (1 - momentum) * before(i) + momentum * batch(i));
}

/** y = p·dy + q·(x − mean) + c by channel; without the first term where dy is null. */
function mix(dy: Tensor | null, x: Tensor, p: Tensor, q: Tensor, mean: Tensor, c: Tensor, { N, C, inner }: Channels): Tensor {
  const y = newEmpty(x, x.sizes);
  extra().mix(0, inner === 1 ? N : N * C, y.ptr, dy?.ptr ?? 0, x.ptr, p.ptr, q.ptr, mean.ptr, c.ptr, C, inner);
  return y;
}

function checkRunning(what: string, t: Tensor | null, C: number): void {
  if (t !== null && !sameShape(checkDtype('batchNorm', what, t, 'float32').sizes, [C])) {
    failRange('batchNorm', `expected ${what} of shape [${C}], got ${showShape(t.sizes)}`);
  }
}

/**
 * (x − mean)/√(variance + eps)·weight + bias by channel (dim 1), over all other dims. While training, mean and variance
 * (the biased one) are the batch's, and `runningMean` and `runningVar` (the unbiased one) move towards them in place;
 * else they are the running ones. Shapes: x (N, C, …), all else (C). `F.batch_norm` in PyTorch (Ioffe and Szegedy, 2015).
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, for a training batch of one
 * value a channel, and without running moments outside training.
 */
export function batchNorm(
  x: Tensor,
  runningMean: Tensor | null,
  runningVar: Tensor | null,
  options: BatchNormOptions = {},
): Tensor {
  takes('batchNorm', 4, arguments);
  checkOptions('batchNorm', options, ['weight', 'bias', 'training', 'momentum', 'eps']);
  checkDtype('batchNorm', 'input', x, 'float32');
  if (x.ndim < 2) failRange('batchNorm', `expected input of at least 2 dims, got shape ${showShape(x.sizes)}`);
  const [N, C] = x.sizes as [number, number];
  const channels: Channels = { N, C, inner: numelOf(x.sizes.slice(2)) };
  const count = N * channels.inner;
  checkRunning('runningMean', runningMean, C);
  checkRunning('runningVar', runningVar, C);
  const { weight, bias, eps } = checkAffine('batchNorm', options, [C]);
  const momentum = checkNumber('batchNorm', 'momentum', options.momentum ?? 0.1);
  const training = checkBoolean('batchNorm', 'training', options.training ?? false);
  if (training && count === 1)
    failRange('batchNorm', `expected more than 1 value a channel in training, got shape ${showShape(x.sizes)}`);
  if (!training && (runningMean === null || runningVar === null)) {
    failRange('batchNorm', 'expected runningMean and runningVar where training is false, got null');
  }
  return whole('batchNorm', () => {
    if (x.numel === 0) return clone(x);

    const source = dense(x);
    let mean: Tensor;
    const moving: [running: Tensor, next: Tensor][] = [];
    const rstd = newEmpty(x, [C]);
    if (training) {
      const batch = moments(source, channels);
      mean = batch.mean;
      const variance = reader(batch.variance);
      perChannel(rstd, (i) => 1 / Math.sqrt(variance(i) + eps));
      if (runningMean !== null) moving.push([runningMean, moved(runningMean, momentum, reader(mean))]);
      if (runningVar !== null) moving.push([runningVar, moved(runningVar, momentum, (i) => (variance(i) * count) / (count - 1))]);
      batch.variance.dispose();
    } else {
      const variance = reader(runningVar as Tensor);
      mean = perChannel(newEmpty(x, [C]), reader(runningMean as Tensor));
      perChannel(rstd, (i) => 1 / Math.sqrt(variance(i) + eps));
    }
    const s = denseOr(weight, x, [C], 1);
    const shift = denseOr(bias, x, [C], 0);
    const scale = perChannel(
      newEmpty(x, [C]),
      (
        (a, b) => (i: number) =>
          a(i) * b(i)
      )(reader(s), reader(rstd)),
    );
    const y = mix(null, source, scale, scale, mean, shift, channels);
    if (tracks(x, weight, bias)) {
      const at = places(weight, bias);
      // outside training the gradient of x is that of a scaling, which reads neither x nor its moments
      const reads = training || weight?.requiresGrad || bias?.requiresGrad;
      record(
        y,
        'batchNorm',
        [x, weight, bias].filter((t) => t !== null),
        [reads ? source : null, reads ? mean : null, reads ? rstd : null, scale],
        (g, [x, mean, rstd, scale], wanted) => {
          const dy = dense(g);
          if (x === null || mean === null || rstd === null) return at.order(scaleChannels(dy, scale, channels), null, null);
          const parts = { wantsX: wanted[0] !== null, wantsWeight: Boolean(wanted[at.weight]), training };
          const { dx, dWeight, dBias } = gradients(dy, x, mean, rstd, scale, channels, parts);
          return at.order(dx, dWeight, dBias);
        },
        { runningMean, runningVar, weight, bias, eps, training },
      );
    }
    // last, when nothing can fail any more
    for (const [running, next] of moving) {
      copyInto(running, next);
      running.storage.version++;
      next.dispose();
    }
    for (const t of [mean, rstd, scale]) t.dispose();
    drop(shift, bias);
    drop(s, weight);
    drop(source, x);
    return y;
  });
}

/** dy times each channel's scale. */
function scaleChannels(dy: Tensor, scale: Tensor, channels: Channels): Tensor {
  const zero = newZeros(dy, [channels.C]);
  return mix(null, dy, scale, scale, zero, zero, channels);
}

/** The gradients of x, weight and bias; null for those of x and weight that are not wanted. */
function gradients(
  dy: Tensor,
  x: Tensor,
  mean: Tensor,
  rstd: Tensor,
  scale: Tensor,
  channels: Channels,
  { wantsX, wantsWeight, training }: { wantsX: boolean; wantsWeight: boolean; training: boolean },
): { dx: Tensor | null; dWeight: Tensor | null; dBias: Tensor } {
  const { N, C, inner } = channels;
  const sums = newEmpty(x, [C]);
  const dots = newEmpty(x, [C]);
  if (inner === 1) extra().columnDots(0, C, sums.ptr, dots.ptr, dy.ptr, x.ptr, mean.ptr, 0, N, C);
  else extra().channelDots(0, C, sums.ptr, dots.ptr, dy.ptr, x.ptr, mean.ptr, N, C, inner);
  const [p, r, sum, dot] = [scale, rstd, sums, dots].map(reader) as [Reader, Reader, Reader, Reader];
  const M = N * inner;
  let dx: Tensor | null = null;
  if (wantsX && training) {
    const q = perChannel(newEmpty(x, [C]), (i) => (-p(i) * r(i) ** 2 * dot(i)) / M);
    const c = perChannel(newEmpty(x, [C]), (i) => (-p(i) * sum(i)) / M);
    dx = mix(dy, x, scale, q, mean, c, channels);
  } else if (wantsX) {
    dx = scaleChannels(dy, scale, channels);
  }
  const dWeight = wantsWeight ? perChannel(newEmpty(x, [C]), (i) => dot(i) * r(i)) : null;
  return { dx, dWeight, dBias: sums };
}

type Reader = (i: number) => number;
