import { empty } from '../create/values.ts';
import { checkInteger, checkOneOf, checkOptions, failRange } from '../errors.ts';
import { conv2d } from '../ops/layers/conv.ts';
import type { Conv2dOptions as ConvOptions } from '../ops/layers/conv-plan.ts';
import { checkPair, type Pair } from '../ops/layers/windows.ts';
import type { Tensor } from '../tensor.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { type Parameter, parameterOf } from './parameter.ts';
import { tuple } from './repr.ts';

/** Options of Conv2d: those of `F.conv2d`, and whether there is a bias. */
export interface Conv2dOptions extends ConvOptions {
  /** Whether a bias is added; true if absent. */
  bias?: boolean;
}

const PADDINGS: readonly ('same' | 'valid')[] = ['same', 'valid'];

/**
 * Convolves images of `inChannels` with trained windows into `outChannels`: (N, C, H, W) or (C, H, W). weight is
 * (out, in / groups, kh, kw); weight and bias are drawn from U(−b, b), b = 1/√(in / groups · kh · kw), the weight
 * first. `nn.Conv2d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1 and groups divides both numbers of channels.
 */
export class Conv2d extends Module {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the result. */
  readonly outChannels: number;
  /** A window's height and width. */
  readonly kernelSize: readonly [number, number];
  /** Steps from one window to the next, down and to the right. */
  readonly stride: readonly [number, number];
  /** Zeros before and behind each axis, or how many are worked out. */
  readonly padding: readonly [number, number] | 'same' | 'valid';
  /** Distance of a window's taps, down and to the right. */
  readonly dilation: readonly [number, number];
  /** Groups of channels that do not see one another. */
  readonly groups: number;
  /** (out, in / groups, kh, kw). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;

  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: Conv2dOptions = {}) {
    checkOptions('Conv2d', options, ['stride', 'padding', 'dilation', 'groups', 'bias']);
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
    this.bias = (options.bias ?? true) ? drawn([outChannels]) : null;
  }

  /** `F.conv2d` of the input. */
  forward(input: Tensor): Tensor {
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
