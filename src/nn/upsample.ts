import { checkFactors, checkInterpolation, type InterpolateOptions, interpolate } from '../ops/layers/interpolate.ts';
import { type Axes, checkAxes } from '../ops/layers/windows.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { float, tuple } from './repr.ts';

/**
 * Resizes sequences (N, C, L) or images (N, C, H, W): `size`, or `scaleFactor` times their own. `nn.Upsample` in PyTorch. @throws
 * {RangeError} unless exactly one of the two is given.
 */
export class Upsample extends Module {
  /** The size of the output, for all axes or for each, or null. */
  readonly size: NonNullable<InterpolateOptions['size']> | null;
  /** The factor of the input's sizes, for all axes or for each, or null. */
  readonly scaleFactor: NonNullable<InterpolateOptions['scaleFactor']> | null;
  /** How values are chosen. */
  readonly mode: 'nearest';

  constructor(options: InterpolateOptions = {}) {
    takes('Upsample', 1, arguments);
    checkInterpolation('Upsample', options);
    super();
    const { size = null, scaleFactor = null, mode = 'nearest' } = options;
    // the number of axes is known only in the call
    const axes = (value: unknown): Axes => (Array.isArray(value) && value.length > 1 ? 2 : 1);
    const own = <T>(value: T, list: readonly number[]): T => (Array.isArray(value) ? (Object.freeze(list) as T) : value);
    this.size = size === null ? null : own(size, checkAxes('Upsample', 'size', size, 1, axes(size)));
    this.scaleFactor = scaleFactor === null ? null : own(scaleFactor, checkFactors('Upsample', scaleFactor, axes(scaleFactor)));
    this.mode = mode;
  }

  /** `F.interpolate` of the input. */
  forward(input: Tensor): Tensor {
    takes('Upsample', 1, arguments);
    const { size, scaleFactor, mode } = this;
    return interpolate(input, { size, scaleFactor, mode });
  }

  override extraRepr(): string {
    const { size, scaleFactor, mode } = this;
    if (size !== null) return `size=${tuple(size)}, mode=${mode}`;
    const factors = [scaleFactor ?? 1].flat().map(float);
    return `scale_factor=${Array.isArray(scaleFactor) ? `(${factors.join(', ')}${factors.length === 1 ? ',' : ''})` : factors[0]}, mode=${mode}`;
  }
}
