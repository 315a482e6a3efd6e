import { checkTensor } from '../array/check.ts';
import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkOptions, failRange, failType, show } from '../errors.ts';
import { linear } from '../ops/linalg/linear.ts';
import { flatten, reshape } from '../ops/shape/reshape.ts';
import { takes } from '../options.ts';
import { checkDim, resolveShape, showShape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf } from './parameter.ts';
import { tuple } from './repr.ts';

/**
 * x·weightᵀ + bias: (…, inFeatures) to (…, outFeatures). weight is (out, in); weight and bias are drawn, in this order, from
 * U(−1/√in, 1/√in). `nn.Linear` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 0.
 */
export class Linear extends Module {
  /** The size of the last dim of the input. */
  readonly inFeatures: number;
  /** The size of the last dim of the result. */
  readonly outFeatures: number;
  /** (out, in). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean } = {}) {
    takes('Linear', 3, arguments);
    checkOptions('Linear', options, ['bias']);
    const bias = checkBoolean('Linear', 'bias', options.bias === undefined ? true : options.bias);
    super();
    this.inFeatures = checkInteger('Linear', 'inFeatures', inFeatures, 0);
    this.outFeatures = checkInteger('Linear', 'outFeatures', outFeatures, 0);
    const bound = inFeatures > 0 ? 1 / Math.sqrt(inFeatures) : 0;
    const drawn = (shape: number[]): Parameter => parameterOf(uniform_(empty(shape), -bound, bound));
    const own = built('Linear', () => ({
      weight: drawn([outFeatures, inFeatures]),
      bias: bias ? drawn([outFeatures]) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
  }

  /** x·weightᵀ + bias. */
  forward(input: Tensor): Tensor {
    takes('Linear', 1, arguments);
    return linear(input, this.weight, this.bias);
  }

  override extraRepr(): string {
    return `in_features=${this.inFeatures}, out_features=${this.outFeatures}, bias=${this.bias === null ? 'False' : 'True'}`;
  }
}

/** Merges the dims from `startDim` (default 1) to `endDim` (default −1) into one. `nn.Flatten` in PyTorch. */
export class Flatten extends Module {
  /** The first dim to merge. */
  readonly startDim: number;
  /** The last dim to merge. */
  readonly endDim: number;

  constructor(options: { startDim?: number; endDim?: number } = {}) {
    takes('Flatten', 1, arguments);
    checkOptions('Flatten', options, ['startDim', 'endDim']);
    super();
    this.startDim = checkInteger('Flatten', 'startDim', options.startDim ?? 1);
    this.endDim = checkInteger('Flatten', 'endDim', options.endDim ?? -1);
  }

  /** The input with those dims merged. */
  forward(input: Tensor): Tensor {
    takes('Flatten', 1, arguments);
    return flatten(input, this.startDim, this.endDim);
  }

  override extraRepr(): string {
    return `start_dim=${this.startDim}, end_dim=${this.endDim}`;
  }
}

/**
 * Splits a dim into several; one of the sizes may be −1. `nn.Unflatten` in PyTorch.
 * @throws {TypeError} unless the sizes are an array of numbers.
 * @throws {RangeError} for sizes that no dim could have.
 */
export class Unflatten extends Module {
  /** The dim to split. */
  readonly dim: number;
  /** The sizes that replace it. */
  readonly unflattenedSize: readonly number[];

  constructor(dim: number, unflattenedSize: readonly number[]) {
    takes('Unflatten', 2, arguments);
    super();
    this.dim = checkInteger('Unflatten', 'dim', dim);
    if (!Array.isArray(unflattenedSize)) failType('Unflatten', `expected sizes such as [2, 3], got ${show(unflattenedSize)}`);
    for (const size of unflattenedSize) checkInteger('Unflatten', 'a size', size, -1);
    if (unflattenedSize.length === 0 || unflattenedSize.indexOf(-1) !== unflattenedSize.lastIndexOf(-1))
      failRange('Unflatten', `expected sizes of which at most one is -1, got ${showShape(unflattenedSize)}`);
    this.unflattenedSize = Object.freeze([...unflattenedSize]);
  }

  /** The input with that dim split. @throws {RangeError} if the product of the sizes is not the dim's. */
  forward(input: Tensor): Tensor {
    takes('Unflatten', 1, arguments);
    const { sizes } = checkTensor('Unflatten', 'input', input);
    const dim = checkDim('Unflatten', this.dim, sizes.length);
    const split = resolveShape('Unflatten', this.unflattenedSize, sizes[dim] ?? 1);
    return reshape(input, [...sizes.slice(0, dim), ...split, ...sizes.slice(dim + 1)]);
  }

  override extraRepr(): string {
    return `dim=${this.dim}, unflattened_size=${tuple(this.unflattenedSize)}`;
  }
}

/** Returns its input. `nn.Identity` in PyTorch. */
export class Identity extends Module {
  /** The input itself. */
  forward(input: Tensor): Tensor {
    takes('Identity', 1, arguments);
    return checkTensor('Identity', 'input', input);
  }
}
