import { fillWith } from '../array/allocate.ts';
import { checkTensor } from '../array/check.ts';
import { to } from '../array/convert.ts';
import { unrecorded } from '../autograd/tape.ts';
import { empty, tensor } from '../create/values.ts';
import { checkInteger, checkOptions, failRange } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { built } from '../nn/parameter.ts';
import { copy_ } from '../ops/elementwise/inplace.ts';
import { transpose } from '../ops/shape/permute.ts';
import { takes } from '../options.ts';
import { composed } from '../scope.ts';
import { showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Options of StandardScaler. */
export interface StandardScalerOptions {
  /** The dim of the features; the last if absent. For images of shape (N, C, H, W), 1 scales by channel. */
  dim?: number;
}

/**
 * Scales each feature to mean 0 and standard deviation 1: as the first layer of a model, it is saved and exported with it.
 * `fit` takes the statistics from data; a state that is loaded has them as well. As scikit-learn's, it divides by N, and
 * leaves a feature of one value its scale.
 */
export class StandardScaler extends Module {
  /** How many features there are. */
  readonly numFeatures: number;
  /** The dim of the features. */
  readonly dim: number;
  /** The features' means: a buffer. */
  declare readonly mean: Tensor;
  /** The features' standard deviations: a buffer, of zeros until there are statistics. */
  declare readonly std: Tensor;

  /** @throws {RangeError} for no features. */
  constructor(numFeatures: number, options: StandardScalerOptions = {}) {
    const fn = 'StandardScaler';
    takes(fn, 2, arguments);
    checkOptions(fn, options, ['dim']);
    super();
    this.numFeatures = checkInteger(fn, 'numFeatures', numFeatures, 1, 2 ** 31 - 1);
    this.dim = checkInteger(fn, 'dim', options.dim ?? -1, -64, 63);
    const names = ['mean', 'std'];
    const own = built(fn, () => names.map(() => fillWith(empty([numFeatures]), 0)));
    for (const [i, name] of names.entries()) this.registerBuffer(name, own[i] as Tensor);
  }

  /** Refuses an input with another number of features; returns it as float32, with their dim last. */
  #read(fn: string, given: Tensor): Tensor {
    const { numFeatures, dim } = this;
    const { sizes, dtype } = checkTensor(fn, 'input', given);
    const at = dim < 0 ? dim + sizes.length : dim;
    if (sizes[at] !== numFeatures) failRange(fn, `expected ${numFeatures} features in dim ${dim}, got shape ${showShape(sizes)}`);
    const x = dtype === 'float32' ? given : to(given, 'float32');
    return at === sizes.length - 1 ? x : transpose(x, at, -1);
  }

  /** Moves the features' dim back. */
  #write(y: Tensor): Tensor {
    const at = this.dim < 0 ? this.dim + y.ndim : this.dim;
    return at === y.ndim - 1 ? y : transpose(y, at, -1);
  }

  /**
   * Takes the features' means and standard deviations from data, such as a whole training set. Returns the scaler.
   * @throws {RangeError} for other features, no samples, or values that are not finite. Nothing is changed then.
   */
  fit(input: Tensor): this {
    const fn = 'fit';
    takes(fn, 1, arguments);
    const { numFeatures } = this;
    const values = composed(fn, () => unrecorded(() => this.#read(fn, input).contiguous().toTypedArray()));
    const n = values.length / numFeatures;
    if (n === 0) failRange(fn, `expected at least one sample, got shape ${showShape(input.sizes)}`);
    const [mean, spread] = [new Float64Array(numFeatures), new Float64Array(numFeatures)];
    const each = (visit: (value: number, feature: number) => void): void => {
      for (let i = 0, feature = 0; i < values.length; i++) {
        visit(values[i] as number, feature);
        if (++feature === numFeatures) feature = 0;
      }
    };
    each((value, j) => {
      if (!Number.isFinite(value)) failRange(fn, `expected finite values, got ${value} in feature ${j}; fill in what is missing`);
      mean[j] = (mean[j] as number) + value / n;
    });
    each((value, j) => {
      spread[j] = (spread[j] as number) + (value - (mean[j] as number)) ** 2 / n;
    });
    const std = spread.map((variance, j) => {
      // rounding error of a constant feature
      const noise = n * Number.EPSILON * variance + (n * (mean[j] as number) * Number.EPSILON) ** 2;
      return variance <= noise ? 1 : Math.sqrt(variance);
    });
    composed(fn, () =>
      unrecorded(() => {
        const [means, stds] = [tensor(Float32Array.from(mean)), tensor(Float32Array.from(std))];
        copy_(this.mean, means);
        copy_(this.std, stds);
      }),
    );
    return this;
  }

  #checkFitted(fn: string): void {
    if (this.std.toTypedArray()[0] === 0)
      failRange(fn, 'expected a scaler with statistics, got one without; call fit(x) with the training data, or load its state');
  }

  /** (input − mean) / std, of the input's shape. @throws {RangeError} for other features, or before there are statistics. */
  forward(input: Tensor): Tensor {
    takes('forward', 1, arguments);
    return composed('forward', () => {
      const x = this.#read('forward', input);
      this.#checkFitted('forward');
      return this.#write(x.sub(this.mean).div(this.std));
    });
  }

  /** The values that `forward` scaled: input · std + mean. @throws {RangeError} as `forward` does. */
  inverse(input: Tensor): Tensor {
    takes('inverse', 1, arguments);
    return composed('inverse', () => {
      const y = this.#read('inverse', input);
      this.#checkFitted('inverse');
      return this.#write(y.mul(this.std).add(this.mean));
    });
  }

  override extraRepr(): string {
    return `${this.numFeatures}${this.dim === -1 ? '' : `, dim=${this.dim}`}`;
  }
}
