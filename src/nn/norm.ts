import { checkTensor } from '../array/check.ts';
import { checkBoolean, checkInteger, checkNumber, checkOptions, failRange } from '../errors.ts';
import { batchNorm } from '../ops/layers/batch-norm.ts';
import { layerNorm } from '../ops/layers/layer-norm.ts';
import { takes } from '../options.ts';
import { checkShape, type Shape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { type BatchNormOptions, ChannelNorm } from './channel-norm.ts';
import { Module } from './module.ts';
import { built, filled, type Parameter } from './parameter.ts';
import { bool, float, tuple } from './repr.ts';

/** Options of LayerNorm. */
export interface LayerNormOptions {
  /** Added to the variance. Default 1e-5. */
  eps?: number;
  /** Whether there are weight and bias. Default true. */
  elementwiseAffine?: boolean;
  /** Whether there is a bias if there is a weight. Default true. */
  bias?: boolean;
}

/**
 * Normalises the last dims, of sizes `normalizedShape`, to mean 0 and variance 1, then scales and shifts each element. weight is
 * initialised to 1, bias to 0. `nn.LayerNorm` in PyTorch (Ba, Kiros and Hinton, 2016).
 */
export class LayerNorm extends Module {
  /** The sizes of the last dims, which are normalised. */
  readonly normalizedShape: Shape;
  /** Added to the variance. */
  readonly eps: number;
  /** The scales, or null. */
  readonly weight: Parameter | null;
  /** The shifts, or null. */
  readonly bias: Parameter | null;

  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    takes('LayerNorm', 2, arguments);
    checkOptions('LayerNorm', options, ['eps', 'elementwiseAffine', 'bias']);
    super();
    this.normalizedShape = Object.freeze(
      checkShape('LayerNorm', typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape),
    );
    this.eps = checkNumber('LayerNorm', 'eps', options.eps ?? 1e-5);
    const affine = checkBoolean('LayerNorm', 'elementwiseAffine', options.elementwiseAffine ?? true);
    const shifts = checkBoolean('LayerNorm', 'bias', options.bias === undefined ? true : options.bias);
    const own = built('LayerNorm', () => ({
      weight: affine ? filled(this.normalizedShape, 1) : null,
      bias: affine && shifts ? filled(this.normalizedShape, 0) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
  }

  /** `F.layerNorm` of the input. */
  forward(input: Tensor): Tensor {
    takes('LayerNorm', 1, arguments);
    return layerNorm(input, this.normalizedShape, { weight: this.weight, bias: this.bias, eps: this.eps });
  }

  override extraRepr(): string {
    return `${tuple(this.normalizedShape)}, eps=${float(this.eps)}, elementwise_affine=${bool(this.weight !== null)}`;
  }
}

/** The number of batches with the coming one. @throws {RangeError} if a state was loaded that has no such number. */
const countOf = (fn: string, tracked: Tensor): number =>
  1 + checkInteger(fn, 'num_batches_tracked', tracked.item(), 0, 2 ** 31 - 2);

/** What the batch normalisations share; they differ in the inputs that they accept. */
export abstract class BatchNorm extends ChannelNorm {
  /** The numbers of dims that the input may have. */
  protected abstract readonly dims: readonly number[];

  /** `F.batchNorm` of the input. @throws {RangeError} for an input of other dims or channels. */
  forward(input: Tensor): Tensor {
    takes(this.label, 1, arguments);
    const { weight, bias, eps, numFeatures, dims } = this;
    checkTensor(this.label, 'input', input);
    if (!dims.includes(input.ndim) || input.sizes[1] !== numFeatures) {
      failRange(
        this.label,
        `expected input of ${dims.join(' or ')} dims and ${numFeatures} channels, got shape ${showShape(input.sizes)}`,
      );
    }
    const tracked = this.num_batches_tracked;
    const training = this.training || tracked === null;
    // checked before the moments change
    const count = this.training && tracked !== null ? countOf(this.label, tracked) : 0;
    let momentum = this.momentum ?? 0;
    if (count > 0 && this.momentum === null) momentum = 1 / count;
    const y = batchNorm(input, this.running_mean, this.running_var, { weight, bias, training, momentum, eps });
    // allocates nothing: the moments have already changed
    if (count > 0) tracked?.fill_(count);
    return y;
  }
}

/**
 * Normalises each of `numFeatures` columns of (N, C), or channels of (N, C, L), to mean 0 and variance 1 over the batch, then
 * scales and shifts it; evaluation uses the moments gathered in training. weight is initialised to 1, bias to 0. `nn.BatchNorm1d`
 * in PyTorch (Ioffe and Szegedy, 2015).
 */
export class BatchNorm1d extends BatchNorm {
  protected override get dims(): readonly number[] {
    return [2, 3];
  }

  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    takes('BatchNorm1d', 2, arguments);
    super('BatchNorm1d', numFeatures, options, true);
  }
}

/** `BatchNorm1d` for the channels of images (N, C, H, W). `nn.BatchNorm2d` in PyTorch. */
export class BatchNorm2d extends BatchNorm {
  protected override get dims(): readonly number[] {
    return [4];
  }

  constructor(numFeatures: number, options: BatchNormOptions = {}) {
    takes('BatchNorm2d', 2, arguments);
    super('BatchNorm2d', numFeatures, options, true);
  }
}
