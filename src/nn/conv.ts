import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkOneOf, checkOptions, failRange } from '../errors.ts';
import { conv2d } from '../ops/layers/conv.ts';
import type { Conv2dOptions as ConvOptions } from '../ops/layers/conv-plan.ts';
import { checkPair, type Pair } from '../ops/layers/windows.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { type Parameter, parameterOf } from './parameter.ts';
import { tuple } from './repr.ts';

/** Options of Conv2d: those of `F.conv2d`, and `bias`. */
export interface Conv2dOptions extends ConvOptions {
  /** Whether to add a bias. Default true. */
  bias?: boolean;
}

const PADDINGS: readonly ('same' | 'valid')[] = ['same', 'valid'];

/**
 * Convolution of images, (N, C, H, W) or (C, H, W), from `inChannels` to `outChannels`. weight is (out, in / groups, kh, kw);
 * weight and bias are drawn, in this order, from U(−b, b) with b = 1/√(in / groups · kh · kw). `nn.Conv2d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1 and `groups` divides both channel counts.
 */
export class Conv2d extends Module {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the output. */
  readonly outChannels: number;
  /** The height and width of the kernel. */
  readonly kernelSize: readonly [number, number];
  /** The step from one window to the next, vertically and horizontally. */
  readonly stride: readonly [number, number];
  /** Zeros added at both ends of each axis, or the rule that sets their number. */
  readonly padding: readonly [number, number] | 'same' | 'valid';
  /** The distance between the kernel's elements, vertically and horizontally. */
  readonly dilation: readonly [number, number];
  /** The number of groups of channels, each convolved by itself. */
  readonly groups: number;
  /** (out, in / groups, kh, kw). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: Conv2dOptions = {}) {
    takes('Conv2d', 4, arguments);
    checkOptions('Conv2d', options, ['stride', 'padding', 'dilation', 'groups', 'bias']);
    const bias = checkBoolean('Conv2d', 'bias', options.bias === undefined ? true : options.bias);
    super();
    this.inChannels = checkInteger('Conv2d', 'inChannels', inChannels, 1);
    this.outChannels = checkInteger('Conv2d', 'outChannels', outChannels, 1);
    this.kernelSize = checkPair('Conv2d', 'kernelSize', kernelSize, 1);
    this.stride = checkPair('Conv2d', 'stride', options.stride ?? 1, 1);
    const { padding = 0 } = options;
    this.padding =
      typeof padding === 'string'
        ? checkOneOf('Conv2d', 'padding', padding, PADDINGS)
        : checkPair('Conv2d', 'padding', padding, 0);
    if (padding === 'same' && this.stride.some((s) => s !== 1)) {
      failRange('Conv2d', `expected stride 1 where padding is 'same', got ${tuple(this.stride)}`);
    }
    this.dilation = checkPair('Conv2d', 'dilation', options.dilation ?? 1, 1);
    this.groups = checkInteger('Conv2d', 'groups', options.groups ?? 1, 1);
    if (inChannels % this.groups !== 0 || outChannels % this.groups !== 0) {
      failRange('Conv2d', `expected channels that groups ${this.groups} divides, got ${inChannels} and ${outChannels}`);
    }
    const [kh, kw] = this.kernelSize;
    const bound = 1 / Math.sqrt((inChannels / this.groups) * kh * kw);
    const drawn = (shape: number[]): Parameter => {
      const parameter = parameterOf(empty(shape));
      uniform_(parameter, -bound, bound);
      return parameter;
    };
    this.weight = drawn([outChannels, inChannels / this.groups, kh, kw]);
    this.bias = bias ? drawn([outChannels]) : null;
  }

  /** `F.conv2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('Conv2d', 1, arguments);
    const { stride, padding, dilation, groups } = this;
    return conv2d(input, this.weight, this.bias, { stride, padding, dilation, groups });
  }

  override extraRepr(): string {
    const { padding, dilation, groups } = this;
    let text = `${this.inChannels}, ${this.outChannels}, kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.stride)}`;
    if (typeof padding === 'string') text += `, padding=${padding}`;
    else if (padding.some((p) => p !== 0)) text += `, padding=${tuple(padding)}`;
    if (dilation.some((d) => d !== 1)) text += `, dilation=${tuple(dilation)}`;
    if (groups !== 1) text += `, groups=${groups}`;
    return this.bias === null ? `${text}, bias=False` : text;
  }
}
