/** Batch normalisation: each channel to mean 0 and variance 1 over the batch, then scaled and shifted. */

import { checkDtype } from '../../array/check.ts';
import { checkBoolean, checkNumber, checkOptions, failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { channelNorm, checkRunning, move } from './channel-norm.ts';
import { type AffineOptions, checkAffine } from './layer-norm.ts';

/** Options of `batchNorm`. */
export interface BatchNormOptions extends AffineOptions {
  /** Normalise with the batch's own moments, and update the running ones. Default false. */
  training?: boolean;
  /** The weight of the batch in the running moments. Default 0.1. */
  momentum?: number;
}

/**
 * (x − mean)/√(variance + eps)·weight + bias by channel (dim 1), over all other dims. In training, mean and variance (biased) are
 * the batch's, and `runningMean` and `runningVar` (unbiased) move towards them in place; otherwise they are the running ones.
 * Shapes: x (N, C, …), all else (C). `F.batch_norm` in PyTorch (Ioffe and Szegedy, 2015).
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if shapes do not agree, for a training batch with one value
 *   per channel, and without running moments outside training.
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
  const channels = { N, K: C, inner: numelOf(x.sizes, 2), share: 1, C };
  const count = N * channels.inner;
  const affine = checkAffine('batchNorm', options, [C]);
  const momentum = checkNumber('batchNorm', 'momentum', options.momentum ?? 0.1);
  const training = checkBoolean('batchNorm', 'training', options.training ?? false);
  checkRunning('batchNorm', 'runningMean', runningMean, C, training);
  checkRunning('batchNorm', 'runningVar', runningVar, C, training);
  if (training && count === 1)
    failRange('batchNorm', `expected more than 1 value a channel in training, got shape ${showShape(x.sizes)}`);
  const kept = runningMean !== null && runningVar !== null ? ([runningMean, runningVar] as const) : null;
  if (!training && kept === null) {
    failRange('batchNorm', 'expected runningMean and runningVar where training is false, got null');
  }
  return channelNorm('batchNorm', x, {
    ...affine,
    channels,
    fixed: training ? null : kept,
    seen: (mean, variance) => {
      if (runningMean !== null) move(runningMean, momentum, mean);
      if (runningVar !== null) move(runningVar, momentum, (i) => (variance(i) * count) / (count - 1));
    },
    how: { runningMean, runningVar, ...affine, training },
  });
}
