import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkOneOf, checkOptions, failRange } from '../errors.ts';
import { conv1d, conv2d, convTranspose1d, convTranspose2d } from '../ops/layers/conv.ts';
import type {
  Conv1dOptions as Conv1d_,
  Conv2dOptions as Conv2d_,
  ConvTranspose1dOptions as ConvTranspose1d_,
  ConvTranspose2dOptions as ConvTranspose2d_,
} from '../ops/layers/conv-plan.ts';
import { checkOutputPadding } from '../ops/layers/conv-plan.ts';
import { type Axes, checkAxes, type Pair, type Single } from '../ops/layers/windows.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf } from './parameter.ts';
import { tuple } from './repr.ts';

interface WithBias {
  /** Whether to add a bias. Default true. */
  bias?: boolean;
}

/** Options of Conv1d: those of `F.conv1d`, and `bias`. */
export interface Conv1dOptions extends Conv1d_, WithBias {}

/** Options of Conv2d: those of `F.conv2d`, and `bias`. */
export interface Conv2dOptions extends Conv2d_, WithBias {}

/** Options of ConvTranspose1d: those of `F.convTranspose1d`, and `bias`. */
export interface ConvTranspose1dOptions extends ConvTranspose1d_, WithBias {}

/** Options of ConvTranspose2d: those of `F.convTranspose2d`, and `bias`. */
export interface ConvTranspose2dOptions extends ConvTranspose2d_, WithBias {}

/** One number for each axis of a sequence. */
type One = readonly [number];

/** One number for each axis of an image. */
type Two = readonly [number, number];

const PADDINGS: readonly ('same' | 'valid')[] = ['same', 'valid'];
const OPTIONS: readonly string[] = ['stride', 'padding', 'dilation', 'groups', 'bias'];

/** What the convolutions share; they differ in their axes, `A`, and in direction. */
abstract class Convolution<A extends One | Two> extends Module {
  /** Channels of the input. */
  readonly inChannels: number;
  /** Channels of the output. */
  readonly outChannels: number;
  /** The size of the kernel along each axis. */
  readonly kernelSize: A;
  /** The step from one window to the next along each axis. */
  readonly stride: A;
  /** Zeros added at both ends of each axis, or the rule for their number; for a transposed convolution, what is cut off there. */
  readonly padding: A | 'same' | 'valid';
  /** The distance between the kernel's elements along each axis. */
  readonly dilation: A;
  /** What a transposed convolution adds at the end of each axis of its result; otherwise 0. */
  readonly outputPadding: A;
  /** The number of groups of channels, which are convolved separately. */
  readonly groups: number;
  /** (out, in / groups, …kernelSize), or, transposed, (in, out / groups, …kernelSize). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;

  constructor(
    name: string,
    axes: Axes,
    transposed: boolean,
    inChannels: number,
    outChannels: number,
    kernelSize: Pair | Single,
    given: object,
  ) {
    checkOptions(name, given, transposed ? [...OPTIONS, 'outputPadding'] : OPTIONS);
    const options = given as Readonly<Record<string, unknown>> & { groups?: number; bias?: boolean };
    super();
    const each = (what: string, value: unknown, low: number): A =>
      Object.freeze(checkAxes(name, what, value, low, axes)) as unknown as A;
    this.inChannels = checkInteger(name, 'inChannels', inChannels, 1);
    this.outChannels = checkInteger(name, 'outChannels', outChannels, 1);
    this.kernelSize = each('kernelSize', kernelSize, 1);
    this.stride = each('stride', options['stride'] ?? 1, 1);
    const padding: unknown = options['padding'] ?? 0;
    this.padding =
      typeof padding === 'string' && !transposed ? checkOneOf(name, 'padding', padding, PADDINGS) : each('padding', padding, 0);
    if (padding === 'same' && this.stride.some((s) => s !== 1)) {
      failRange(name, `expected stride 1 where padding is 'same', got ${tuple(this.stride)}`);
    }
    this.dilation = each('dilation', options['dilation'] ?? 1, 1);
    this.outputPadding = each('outputPadding', options['outputPadding'] ?? 0, 0);
    if (transposed) checkOutputPadding(name, this.outputPadding, this.stride, this.dilation);
    this.groups = checkInteger(name, 'groups', options.groups ?? 1, 1);
    if (inChannels % this.groups !== 0 || outChannels % this.groups !== 0) {
      failRange(name, `expected channels that groups ${this.groups} divides, got ${inChannels} and ${outChannels}`);
    }
    const biased = checkBoolean(name, 'bias', options.bias === undefined ? true : options.bias);
    const [rows, columns] = transposed ? [inChannels, outChannels / this.groups] : [outChannels, inChannels / this.groups];
    const bound = 1 / Math.sqrt(this.kernelSize.reduce((product: number, k) => product * k, columns));
    const drawn = (shape: number[]): Parameter => {
      const parameter = parameterOf(empty(shape));
      uniform_(parameter, -bound, bound);
      return parameter;
    };
    const own = built(name, () => ({
      weight: drawn([rows, columns, ...this.kernelSize]),
      bias: biased ? drawn([outChannels]) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
  }

  override extraRepr(): string {
    const { padding, dilation, outputPadding, groups } = this;
    let text = `${this.inChannels}, ${this.outChannels}, kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.stride)}`;
    if (typeof padding === 'string') text += `, padding=${padding}`;
    else if (padding.some((p) => p !== 0)) text += `, padding=${tuple(padding)}`;
    if (dilation.some((d) => d !== 1)) text += `, dilation=${tuple(dilation)}`;
    if (outputPadding.some((p) => p !== 0)) text += `, output_padding=${tuple(outputPadding)}`;
    if (groups !== 1) text += `, groups=${groups}`;
    return this.bias === null ? `${text}, bias=False` : text;
  }
}

/**
 * Convolution of sequences, (N, C, L) or (C, L), from `inChannels` to `outChannels`. weight is (out, in / groups, k); weight
 * and bias are drawn, in this order, from U(−b, b) with b = 1/√(in / groups · k). `nn.Conv1d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1 and `groups` divides both channel counts.
 */
export class Conv1d extends Convolution<One> {
  constructor(inChannels: number, outChannels: number, kernelSize: Single, options: Conv1dOptions = {}) {
    takes('Conv1d', 4, arguments);
    super('Conv1d', 1, false, inChannels, outChannels, kernelSize, options);
  }

  /** `F.conv1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('Conv1d', 1, arguments);
    const { stride, padding, dilation, groups } = this;
    return conv1d(input, this.weight, this.bias, { stride, padding, dilation, groups });
  }
}

/**
 * Convolution of images, (N, C, H, W) or (C, H, W), from `inChannels` to `outChannels`. weight is (out, in / groups, kh, kw);
 * weight and bias are drawn, in this order, from U(−b, b) with b = 1/√(in / groups · kh · kw). `nn.Conv2d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1 and `groups` divides both channel counts.
 */
export class Conv2d extends Convolution<Two> {
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: Conv2dOptions = {}) {
    takes('Conv2d', 4, arguments);
    super('Conv2d', 2, false, inChannels, outChannels, kernelSize, options);
  }

  /** `F.conv2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('Conv2d', 1, arguments);
    const { stride, padding, dilation, groups } = this;
    return conv2d(input, this.weight, this.bias, { stride, padding, dilation, groups });
  }
}

/** The options of a call. */
const callOf = <A extends One | Two>({ stride, padding, outputPadding, groups, dilation }: Convolution<A>) => ({
  stride,
  padding: padding as A,
  outputPadding,
  groups,
  dilation,
});

/**
 * The gradient of `Conv1d` as a layer: makes sequences, (N, C, L) or (C, L), longer, from `inChannels` to `outChannels`.
 * weight is (in, out / groups, k); weight and bias are drawn, in this order, from U(−b, b) with b = 1/√(out / groups · k).
 * `nn.ConvTranspose1d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1, `groups` divides both channel counts, and `outputPadding`
 * is less than stride or dilation.
 */
export class ConvTranspose1d extends Convolution<One> {
  constructor(inChannels: number, outChannels: number, kernelSize: Single, options: ConvTranspose1dOptions = {}) {
    takes('ConvTranspose1d', 4, arguments);
    super('ConvTranspose1d', 1, true, inChannels, outChannels, kernelSize, options);
  }

  /** `F.convTranspose1d` of the input. */
  forward(input: Tensor): Tensor {
    takes('ConvTranspose1d', 1, arguments);
    return convTranspose1d(input, this.weight, this.bias, callOf(this));
  }
}

/**
 * The gradient of `Conv2d` as a layer: makes images, (N, C, H, W) or (C, H, W), larger, from `inChannels` to `outChannels`.
 * weight is (in, out / groups, kh, kw); weight and bias are drawn, in this order, from U(−b, b) with
 * b = 1/√(out / groups · kh · kw). `nn.ConvTranspose2d` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1, `groups` divides both channel counts, and `outputPadding`
 * is less than stride or dilation.
 */
export class ConvTranspose2d extends Convolution<Two> {
  constructor(inChannels: number, outChannels: number, kernelSize: Pair, options: ConvTranspose2dOptions = {}) {
    takes('ConvTranspose2d', 4, arguments);
    super('ConvTranspose2d', 2, true, inChannels, outChannels, kernelSize, options);
  }

  /** `F.convTranspose2d` of the input. */
  forward(input: Tensor): Tensor {
    takes('ConvTranspose2d', 1, arguments);
    return convTranspose2d(input, this.weight, this.bias, callOf(this));
  }
}
