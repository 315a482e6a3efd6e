import { checkTensor } from '../array/check.ts';
import { checkInteger, checkNumber, checkOptions, failRange } from '../errors.ts';
import { groupNorm, instanceNorm } from '../ops/layers/group-norm.ts';
import { squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type BatchNormOptions, ChannelNorm } from './channel-norm.ts';
import { Module } from './module.ts';
import { built, filled, type Parameter } from './parameter.ts';
import { bool, float } from './repr.ts';

/** Options of GroupNorm. */
export interface GroupNormOptions {
  /** Added to the variance. Default 1e-5. */
  eps?: number;
  /** Whether there are weight and bias. Default true. */
  affine?: boolean;
}

/**
 * Normalises each of `numGroups` groups of the channels of a sample (N, C, …) to mean 0 and variance 1, then scales and shifts
 * each channel. weight is initialised to 1, bias to 0. `nn.GroupNorm` in PyTorch (Wu and He, 2018).
 *
 * @throws {RangeError} unless `numGroups` divides `numChannels`.
 */
export class GroupNorm extends Module {
  /** The number of groups. */
  readonly numGroups: number;
  /** Channels of the input. */
  readonly numChannels: number;
  /** Added to the variance. */
  readonly eps: number;
  /** The scales, or null. */
  readonly weight: Parameter | null;
  /** The shifts, or null. */
  readonly bias: Parameter | null;

  constructor(numGroups: number, numChannels: number, options: GroupNormOptions = {}) {
    takes('GroupNorm', 3, arguments);
    checkOptions('GroupNorm', options, ['eps', 'affine']);
    super();
    this.numGroups = checkInteger('GroupNorm', 'numGroups', numGroups, 1);
    this.numChannels = checkInteger('GroupNorm', 'numChannels', numChannels, 1);
    if (numChannels % numGroups !== 0) {
      failRange('GroupNorm', `expected numChannels that numGroups ${numGroups} divides, got ${numChannels}`);
    }
    this.eps = checkNumber('GroupNorm', 'eps', options.eps ?? 1e-5);
    const affine = options.affine ?? true;
    const own = built('GroupNorm', () => ({
      weight: affine ? filled([numChannels], 1) : null,
      bias: affine ? filled([numChannels], 0) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
  }

  /** `F.groupNorm` of the input. */
  forward(input: Tensor): Tensor {
    takes('GroupNorm', 1, arguments);
    const { weight, bias, eps } = this;
    return groupNorm(input, this.numGroups, { weight, bias, eps });
  }

  override extraRepr(): string {
    return `${this.numGroups}, ${this.numChannels}, eps=${float(this.eps)}, affine=${bool(this.weight !== null)}`;
  }
}

/** What the instance normalisations share; they differ in the inputs that they accept. */
abstract class InstanceNorm extends ChannelNorm {
  /** The number of dims of an input without a batch. */
  protected abstract readonly single: number;

  /** `F.instanceNorm` of the input. @throws {RangeError} for an input of other dims or channels. */
  forward(input: Tensor): Tensor {
    takes(this.label, 1, arguments);
    checkTensor(this.label, 'input', input);
    const { single, weight, bias, eps, numFeatures } = this;
    if (input.ndim !== single && input.ndim !== single + 1) {
      failRange(this.label, `expected input of ${single} or ${single + 1} dims, got shape ${showShape(input.sizes)}`);
    }
    // without affine and running moments, PyTorch's module takes any number of channels
    if (input.sizes.at(-single) !== numFeatures && (weight ?? this.running_mean) !== null) {
      failRange(this.label, `expected input of ${numFeatures} channels, got shape ${showShape(input.sizes)}`);
    }
    const [runningMean, runningVar] = [this.running_mean, this.running_var];
    const useInputStats = this.training || runningMean === null;
    const momentum = this.momentum ?? 0;
    const options = { runningMean, runningVar, weight, bias, useInputStats, momentum, eps };
    if (input.ndim > single) return instanceNorm(input, options);
    const batch = unsqueeze(input, 0);
    try {
      const y = instanceNorm(batch, options);
      const one = squeeze(y, 0);
      y.dispose();
      return one;
    } finally {
      batch.dispose();
    }
  }
}

/**
 * Normalises each channel of each sequence, (N, C, L) or (C, L), to mean 0 and variance 1, and with `affine` scales and shifts
 * it. With `trackRunningStats`, evaluation uses the moments gathered in training. weight is initialised to 1, bias to 0; `affine`
 * and `trackRunningStats` are false by default. `nn.InstanceNorm1d` in PyTorch (Ulyanov, Vedaldi and Lempitsky, 2016).
 */
export class InstanceNorm1d extends InstanceNorm {
  protected override get single(): number {
    return 2;
  }

  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    takes('InstanceNorm1d', 2, arguments);
    super('InstanceNorm1d', numFeatures, options, false);
  }
}

/** `InstanceNorm1d` for the channels of images, (N, C, H, W) or (C, H, W). `nn.InstanceNorm2d` in PyTorch. */
export class InstanceNorm2d extends InstanceNorm {
  protected override get single(): number {
    return 3;
  }

  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    takes('InstanceNorm2d', 2, arguments);
    super('InstanceNorm2d', numFeatures, options, false);
  }
}
