/**
 * Group and instance normalisation: normalises groups of channels, or single channels, to mean 0 and variance 1 within each
 * sample.
 */

import { checkDtype } from '../../array/check.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions, failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { channelNorm, checkRunning, move, type Reader } from './channel-norm.ts';
import { type AffineOptions, checkAffine } from './layer-norm.ts';

/** Refuses anything but float32 samples (N, C, …). */
function checkSamples(fn: string, x: Tensor): { N: number; C: number; inner: number } {
  checkDtype(fn, 'input', x, 'float32');
  if (x.ndim < 2) failRange(fn, `expected input of at least 2 dims, got shape ${showShape(x.sizes)}`);
  const [N, C] = x.sizes as [number, number];
  return { N, C, inner: numelOf(x.sizes, 2) };
}

/**
 * (x − mean)/√(variance + eps)·weight + bias, with mean and variance (biased) of each sample's `numGroups` groups of channels.
 * Shapes: x (N, C, …), weight and bias (C). `F.group_norm` in PyTorch (Wu and He, 2018).
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, unless `numGroups` divides the
 *   channels, and if there is only 1 value in total for each group.
 */
export function groupNorm(x: Tensor, numGroups: number, options: AffineOptions = {}): Tensor {
  takes('groupNorm', 3, arguments);
  checkOptions('groupNorm', options, ['weight', 'bias', 'eps']);
  const { N, C, inner } = checkSamples('groupNorm', x);
  const groups = checkInteger('groupNorm', 'numGroups', numGroups, 1);
  if (C % groups !== 0) {
    failRange('groupNorm', `expected channels that numGroups ${groups} divides, got input of shape ${showShape(x.sizes)}`);
  }
  const affine = checkAffine('groupNorm', options, [C]);
  const share = C / groups;
  if (N * share * inner === 1) {
    failRange('groupNorm', `expected more than 1 value a group, got shape ${showShape(x.sizes)} for ${groups} groups`);
  }
  return channelNorm('groupNorm', x, {
    ...affine,
    channels: { N: 1, K: N * C, inner, share, C },
    fixed: null,
    seen: () => {},
    how: { ...affine, groups },
  });
}

/** Options of `instanceNorm`. */
export interface InstanceNormOptions extends AffineOptions {
  /** Moves towards the mean of the samples' means; (C). */
  runningMean?: Tensor | null;
  /** Moves towards the mean of the samples' (unbiased) variances; (C). */
  runningVar?: Tensor | null;
  /** Whether to normalise with the samples' own moments, and not with the running ones. Default true. */
  useInputStats?: boolean;
  /** The weight of the samples in the running moments. Default 0.1. */
  momentum?: number;
}

const INSTANCE: readonly string[] = ['runningMean', 'runningVar', 'weight', 'bias', 'useInputStats', 'momentum', 'eps'];

/**
 * (x − mean)/√(variance + eps)·weight + bias, with mean and variance (biased) of each channel of each sample, or, if
 * `useInputStats` is false, with the running ones. Otherwise the running ones, if given, move towards the samples' in place.
 * Shapes: x (N, C, …), all else (C). `F.instance_norm` in PyTorch (Ulyanov, Vedaldi and Lempitsky, 2016).
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, for samples with one value per
 *   channel, and without running moments if `useInputStats` is false.
 */
export function instanceNorm(x: Tensor, options: InstanceNormOptions = {}): Tensor {
  const fn = 'instanceNorm';
  takes(fn, 2, arguments);
  checkOptions(fn, options, INSTANCE);
  const { N, C, inner } = checkSamples(fn, x);
  const { runningMean = null, runningVar = null } = options;
  const affine = checkAffine(fn, options, [C]);
  const momentum = checkNumber(fn, 'momentum', options.momentum ?? 0.1);
  const own = checkBoolean(fn, 'useInputStats', options.useInputStats ?? true);
  checkRunning(fn, 'runningMean', runningMean, C, own);
  checkRunning(fn, 'runningVar', runningVar, C, own);
  if (own && inner === 1) failRange(fn, `expected more than 1 value a channel, got shape ${showShape(x.sizes)}`);
  const kept = runningMean !== null && runningVar !== null ? ([runningMean, runningVar] as const) : null;
  if (!own && kept === null) failRange(fn, 'expected runningMean and runningVar where useInputStats is false, got null');
  return channelNorm(fn, x, {
    ...affine,
    channels: own ? { N: 1, K: N * C, inner, share: 1, C } : { N, K: C, inner, share: 1, C },
    fixed: own ? null : kept,
    seen: (mean, variance) => {
      const average =
        (of: Reader, factor: number): Reader =>
        (c) => {
          let total = 0;
          for (let n = 0; n < N; n++) total += of(n * C + c);
          return (total / N) * factor;
        };
      if (runningMean !== null) move(runningMean, momentum, average(mean, 1));
      if (runningVar !== null) move(runningVar, momentum, average(variance, inner / (inner - 1)));
    },
    how: { runningMean, runningVar, ...affine, training: own },
  });
}
