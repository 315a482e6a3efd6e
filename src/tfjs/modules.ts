/** Layers of TensorFlow.js models for which PyTorch has no module. */
import { empty } from '../create/values.ts';
import { checkNumber } from '../errors.ts';
import { Module } from '../nn/module.ts';
import { type Parameter, parameterOf } from '../nn/parameter.ts';
import { float, tuple } from '../nn/repr.ts';
import { relu } from '../ops/elementwise/activation.ts';
import { add, mul, sub } from '../ops/elementwise/arithmetic.ts';
import { clamp } from '../ops/elementwise/clamp.ts';
import { exp } from '../ops/elementwise/unary.ts';
import { expand } from '../ops/shape/expand.ts';
import { pad } from '../ops/shape/pad.ts';
import { permute } from '../ops/shape/permute.ts';
import { reshape, unsqueeze } from '../ops/shape/reshape.ts';
import { scope } from '../scope.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';

/** Reorders the dims. */
export class Permute extends Module {
  readonly dims: readonly number[];

  constructor(dims: readonly number[]) {
    super();
    this.dims = Object.freeze([...dims]);
  }

  forward(input: Tensor): Tensor {
    return permute(input, this.dims);
  }

  override extraRepr(): string {
    return `dims=${tuple(this.dims)}`;
  }
}

/** Reshapes samples. */
export class Reshape extends Module {
  readonly shape: readonly number[];

  constructor(shape: readonly number[]) {
    super();
    this.shape = Object.freeze([...shape]);
  }

  forward(input: Tensor): Tensor {
    return reshape(input, [input.sizes[0] as number, ...this.shape]);
  }

  override extraRepr(): string {
    return `shape=${tuple(this.shape)}`;
  }
}

/** Reorders flattened samples of `shape`, whose channels come first, so that the channels come last. */
export class ChannelsLast extends Module {
  readonly shape: readonly number[];

  constructor(shape: readonly number[]) {
    super();
    this.shape = Object.freeze([...shape]);
  }

  forward(input: Tensor): Tensor {
    return scope(() => {
      const n = input.sizes[0] as number;
      const last = [0, ...this.shape.slice(1).map((_, i) => i + 2), 1];
      return reshape(permute(reshape(input, [n, ...this.shape]), last), [n, -1]);
    });
  }

  override extraRepr(): string {
    return `shape=${tuple(this.shape)}`;
  }
}

/** Adds constants around the last dims, in the order of `F.pad`; negative widths cut off. */
export class Pad extends Module {
  readonly widths: readonly number[];

  constructor(widths: readonly number[]) {
    super();
    this.widths = Object.freeze([...widths]);
  }

  forward(input: Tensor): Tensor {
    return pad(input, this.widths);
  }

  override extraRepr(): string {
    return tuple(this.widths);
  }
}

/** The widths of TensorFlow's padding 'same', which depend on the size: an odd one is at the end. */
export function sameEdges(size: number, kernel: number, stride: number, dilation = 1): readonly [before: number, after: number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + dilation * (kernel - 1) + 1 - size);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/** `sameEdges` of each of the last dims, in the order of `F.pad`. */
export function samePads(sizes: Shape, kernel: Shape, stride: Shape, dilation: Shape): number[] {
  return kernel
    .flatMap((k, d) =>
      [...sameEdges(sizes[sizes.length - kernel.length + d] as number, k, stride[d] as number, dilation[d] as number)].reverse(),
    )
    .reverse();
}

/** TensorFlow's padding 'same' for inputs whose size is not known before the call. */
export class SamePad extends Module {
  readonly kernelSize: Shape;
  readonly stride: Shape;
  readonly dilation: Shape;

  constructor(kernelSize: Shape, stride: Shape, dilation: Shape) {
    super();
    this.kernelSize = Object.freeze([...kernelSize]);
    this.stride = Object.freeze([...stride]);
    this.dilation = Object.freeze([...dilation]);
  }

  forward(input: Tensor): Tensor {
    return pad(input, samePads(input.sizes, this.kernelSize, this.stride, this.dilation));
  }

  override extraRepr(): string {
    return `kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.stride)}, dilation=${tuple(this.dilation)}`;
  }
}

/** Repeats the sample along a new dim 1. */
export class RepeatVector extends Module {
  readonly times: number;

  constructor(times: number) {
    super();
    this.times = times;
  }

  forward(input: Tensor): Tensor {
    const [n, size] = input.sizes as [number, number];
    return scope(() => expand(unsqueeze(input, 1), [n, this.times, size]));
  }

  override extraRepr(): string {
    return String(this.times);
  }
}

/** min(max(0.2·x + 0.5, 0), 1): Keras's `hardSigmoid`, which differs from PyTorch's. */
export const kerasHardSigmoid = (x: Tensor): Tensor => scope(() => clamp(add(mul(x, 0.2), 0.5), 0, 1));

/** Keras's `hardSigmoid`. */
export class KerasHardSigmoid extends Module {
  forward(input: Tensor): Tensor {
    return kerasHardSigmoid(input);
  }
}

/** e^x. */
export class Exponential extends Module {
  forward(input: Tensor): Tensor {
    return exp(input);
  }
}

/** x where it is positive, otherwise x times a trained slope. */
export class ChannelPReLU extends Module {
  /** The slopes, in a shape that broadcasts with the samples'. */
  readonly weight: Parameter;

  constructor(shape: Shape) {
    super();
    this.weight = parameterOf(empty(shape));
  }

  forward(input: Tensor): Tensor {
    return scope(() => sub(relu(input), mul(this.weight, relu(mul(input, -1)))));
  }

  override extraRepr(): string {
    return tuple(this.weight.sizes);
  }
}

/** max(0, min(x, most)). */
export class CappedReLU extends Module {
  readonly most: number;

  constructor(most: number) {
    super();
    this.most = checkNumber('CappedReLU', 'most', most, 0);
  }

  forward(input: Tensor): Tensor {
    return clamp(input, 0, this.most);
  }

  override extraRepr(): string {
    return float(this.most);
  }
}

/** x·scale + offset. */
export class Rescale extends Module {
  readonly scale: number;
  readonly offset: number;

  constructor(scale: number, offset: number) {
    super();
    this.scale = scale;
    this.offset = offset;
  }

  forward(input: Tensor): Tensor {
    return scope(() => add(mul(input, this.scale), this.offset));
  }

  override extraRepr(): string {
    return `${float(this.scale)}, ${float(this.offset)}`;
  }
}
