import { checkOptions } from '../errors.ts';
import { type AvgPool2dOptions, adaptiveAvgPool2d, avgPool2d, type MaxPool2dOptions, maxPool2d } from '../ops/layers/pool.ts';
import { checkPair, type Pair } from '../ops/layers/windows.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { bool, tuple } from './repr.ts';

/** The maximum of each window of an image. `nn.MaxPool2d` in PyTorch. */
export class MaxPool2d extends Module {
  /** The height and width of a window. */
  readonly kernelSize: Pair;
  /** The options given to the constructor. */
  readonly options: Readonly<MaxPool2dOptions>;

  constructor(kernelSize: Pair, options: MaxPool2dOptions = {}) {
    takes('MaxPool2d', 2, arguments);
    checkOptions('MaxPool2d', options, ['stride', 'padding', 'dilation', 'ceilMode']);
    super();
    checkPair('MaxPool2d', 'kernelSize', kernelSize, 1);
    this.kernelSize = kernelSize;
    this.options = { ...options };
  }

  /** `F.maxPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('MaxPool2d', 1, arguments);
    return maxPool2d(input, this.kernelSize, this.options);
  }

  override extraRepr(): string {
    const { stride = this.kernelSize, padding = 0, dilation = 1, ceilMode = false } = this.options;
    return (
      `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(stride)}, padding=${tuple(padding)}, ` +
      `dilation=${tuple(dilation)}, ceil_mode=${bool(ceilMode)}`
    );
  }
}

/** The mean of each window of an image. `nn.AvgPool2d` in PyTorch. */
export class AvgPool2d extends Module {
  /** The height and width of a window. */
  readonly kernelSize: Pair;
  /** The options given to the constructor. */
  readonly options: Readonly<AvgPool2dOptions>;

  constructor(kernelSize: Pair, options: AvgPool2dOptions = {}) {
    takes('AvgPool2d', 2, arguments);
    checkOptions('AvgPool2d', options, ['stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride']);
    super();
    checkPair('AvgPool2d', 'kernelSize', kernelSize, 1);
    this.kernelSize = kernelSize;
    this.options = { ...options };
  }

  /** `F.avgPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AvgPool2d', 1, arguments);
    return avgPool2d(input, this.kernelSize, this.options);
  }

  override extraRepr(): string {
    const { stride = this.kernelSize, padding = 0 } = this.options;
    return `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(stride)}, padding=${tuple(padding)}`;
  }
}

/** The means of windows chosen so that the output has the given size. `nn.AdaptiveAvgPool2d` in PyTorch. */
export class AdaptiveAvgPool2d extends Module {
  /** The height and width of the output; null keeps the input's. */
  readonly outputSize: number | readonly [number | null, number | null];

  constructor(outputSize: number | readonly [number | null, number | null]) {
    takes('AdaptiveAvgPool2d', 1, arguments);
    super();
    checkPair(
      'AdaptiveAvgPool2d',
      'outputSize',
      Array.isArray(outputSize) ? Array.from(outputSize, (s: unknown) => (s === null ? 0 : s)) : outputSize,
      0,
    );
    this.outputSize = outputSize;
  }

  /** `F.adaptiveAvgPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AdaptiveAvgPool2d', 1, arguments);
    return adaptiveAvgPool2d(input, this.outputSize);
  }

  override extraRepr(): string {
    return `output_size=${tuple(this.outputSize)}`;
  }
}
