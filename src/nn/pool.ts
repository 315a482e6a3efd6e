import { checkInteger, checkOptions } from '../errors.ts';
import {
  type AvgPool1dOptions,
  type AvgPool2dOptions,
  adaptiveAvgPool1d,
  adaptiveAvgPool2d,
  avgPool1d,
  avgPool2d,
} from '../ops/layers/avg-pool.ts';
import { adaptiveMaxPool1d, adaptiveMaxPool2d, maxPool1d, maxPool2d } from '../ops/layers/max-pool.ts';
import {
  type AdaptiveSize,
  checkAdaptive,
  type MaxPool1dOptions,
  type MaxPool2dOptions,
  windowsOf,
} from '../ops/layers/pool-plan.ts';
import type { Axes, Pair, Single } from '../ops/layers/windows.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { bool, tuple } from './repr.ts';

/** A frozen copy, if it is an array. */
const own = <T>(value: T): T => (Array.isArray(value) ? (Object.freeze([...value]) as T) : value);

/** What the window poolings share: the size of a window, and the options of the function. */
abstract class WindowPool<K extends Pair | Single, O extends MaxPool1dOptions | MaxPool2dOptions> extends Module {
  /** The size of a window, for all axes or for each. */
  readonly kernelSize: K;
  /** The options given to the constructor. */
  readonly options: Readonly<O>;

  constructor(name: string, axes: Axes, kernelSize: K, options: O, more: readonly string[]) {
    checkOptions(name, options, ['stride', 'padding', 'ceilMode', ...more]);
    super();
    windowsOf(name, axes, kernelSize, options);
    this.kernelSize = own(kernelSize);
    const copy = Object.entries(options).map(([key, value]) => [key, own(value)] as const);
    this.options = Object.freeze(Object.fromEntries(copy)) as Readonly<O>;
  }
}

abstract class MaxPool<K extends Pair | Single, O extends MaxPool1dOptions | MaxPool2dOptions> extends WindowPool<K, O> {
  override extraRepr(): string {
    const { padding = 0, dilation = 1, ceilMode = false } = this.options;
    return (
      `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.options.stride ?? this.kernelSize)}, ` +
      `padding=${tuple(padding)}, dilation=${tuple(dilation)}, ceil_mode=${bool(ceilMode)}`
    );
  }
}

/** The maximum of each window of a sequence. `nn.MaxPool1d` in PyTorch. */
export class MaxPool1d extends MaxPool<Single, MaxPool1dOptions> {
  constructor(kernelSize: Single, options: MaxPool1dOptions = {}) {
    takes('MaxPool1d', 2, arguments);
    super('MaxPool1d', 1, kernelSize, options, ['dilation']);
  }

  /** `F.maxPool1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('MaxPool1d', 1, arguments);
    return maxPool1d(input, this.kernelSize, this.options);
  }
}

/** The maximum of each window of an image. `nn.MaxPool2d` in PyTorch. */
export class MaxPool2d extends MaxPool<Pair, MaxPool2dOptions> {
  constructor(kernelSize: Pair, options: MaxPool2dOptions = {}) {
    takes('MaxPool2d', 2, arguments);
    super('MaxPool2d', 2, kernelSize, options, ['dilation']);
  }

  /** `F.maxPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('MaxPool2d', 1, arguments);
    return maxPool2d(input, this.kernelSize, this.options);
  }
}

/** The mean of each window of a sequence. `nn.AvgPool1d` in PyTorch. */
export class AvgPool1d extends WindowPool<Single, AvgPool1dOptions> {
  constructor(kernelSize: Single, options: AvgPool1dOptions = {}) {
    takes('AvgPool1d', 2, arguments);
    super('AvgPool1d', 1, kernelSize, options, ['countIncludePad']);
  }

  /** `F.avgPool1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AvgPool1d', 1, arguments);
    return avgPool1d(input, this.kernelSize, this.options);
  }

  override extraRepr(): string {
    const { stride, padding = 0 } = this.options;
    const [k, s, p] = [this.kernelSize, stride ?? this.kernelSize, padding].map((v) => tuple([v].flat() as number[]));
    return `kernel_size=${k}, stride=${s}, padding=${p}`;
  }
}

/** The mean of each window of an image. `nn.AvgPool2d` in PyTorch. */
export class AvgPool2d extends WindowPool<Pair, AvgPool2dOptions> {
  constructor(kernelSize: Pair, options: AvgPool2dOptions = {}) {
    takes('AvgPool2d', 2, arguments);
    super('AvgPool2d', 2, kernelSize, options, ['countIncludePad', 'divisorOverride']);
    checkInteger('AvgPool2d', 'divisorOverride', options.divisorOverride ?? 1, 1);
  }

  /** `F.avgPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AvgPool2d', 1, arguments);
    return avgPool2d(input, this.kernelSize, this.options);
  }

  override extraRepr(): string {
    const { stride, padding = 0 } = this.options;
    return `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(stride ?? this.kernelSize)}, padding=${tuple(padding)}`;
  }
}

/** What the adaptive poolings share: the size of the output. */
abstract class AdaptivePool<S extends AdaptiveSize | Single> extends Module {
  /** The size of the output, for all axes or for each; null keeps the input's. */
  readonly outputSize: S;

  constructor(name: string, axes: Axes, outputSize: S) {
    super();
    checkAdaptive(name, axes, outputSize, [0, 0]);
    this.outputSize = own(outputSize);
  }

  override extraRepr(): string {
    return `output_size=${this.outputSize === null ? 'None' : tuple(this.outputSize)}`;
  }
}

/** The means of windows chosen so that the output has the given length. `nn.AdaptiveAvgPool1d` in PyTorch. */
export class AdaptiveAvgPool1d extends AdaptivePool<Single> {
  constructor(outputSize: Single) {
    takes('AdaptiveAvgPool1d', 1, arguments);
    super('AdaptiveAvgPool1d', 1, outputSize);
  }

  /** `F.adaptiveAvgPool1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AdaptiveAvgPool1d', 1, arguments);
    return adaptiveAvgPool1d(input, this.outputSize);
  }
}

/** The means of windows chosen so that the output has the given size. `nn.AdaptiveAvgPool2d` in PyTorch. */
export class AdaptiveAvgPool2d extends AdaptivePool<AdaptiveSize> {
  constructor(outputSize: AdaptiveSize) {
    takes('AdaptiveAvgPool2d', 1, arguments);
    super('AdaptiveAvgPool2d', 2, outputSize);
  }

  /** `F.adaptiveAvgPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AdaptiveAvgPool2d', 1, arguments);
    return adaptiveAvgPool2d(input, this.outputSize);
  }
}

/** The maxima of windows chosen so that the output has the given length. `nn.AdaptiveMaxPool1d` in PyTorch. */
export class AdaptiveMaxPool1d extends AdaptivePool<Single> {
  constructor(outputSize: Single) {
    takes('AdaptiveMaxPool1d', 1, arguments);
    super('AdaptiveMaxPool1d', 1, outputSize);
  }

  /** `F.adaptiveMaxPool1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AdaptiveMaxPool1d', 1, arguments);
    return adaptiveMaxPool1d(input, this.outputSize);
  }
}

/** The maxima of windows chosen so that the output has the given size. `nn.AdaptiveMaxPool2d` in PyTorch. */
export class AdaptiveMaxPool2d extends AdaptivePool<AdaptiveSize> {
  constructor(outputSize: AdaptiveSize) {
    takes('AdaptiveMaxPool2d', 1, arguments);
    super('AdaptiveMaxPool2d', 2, outputSize);
  }

  /** `F.adaptiveMaxPool2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('AdaptiveMaxPool2d', 1, arguments);
    return adaptiveMaxPool2d(input, this.outputSize);
  }
}
