/** Pooling with TensorFlow's padding 'same', for which PyTorch's windows differ. */
import { ones } from '../create/values.ts';
import { Module } from '../nn/module.ts';
import { tuple } from '../nn/repr.ts';
import { div } from '../ops/elementwise/arithmetic.ts';
import { avgPool2d } from '../ops/layers/avg-pool.ts';
import { maxPool2d } from '../ops/layers/max-pool.ts';
import { pad } from '../ops/shape/pad.ts';
import { squeeze, unsqueeze } from '../ops/shape/reshape.ts';
import { scope } from '../scope.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { samePads } from './modules.ts';

function pooled(kind: 'max' | 'average', x: Tensor, kernel: [number, number], stride: [number, number]): Tensor {
  const widths = samePads(x.sizes, kernel, stride, [1, 1]);
  if (kind === 'max') return maxPool2d(pad(x, widths, { value: -Infinity }), kernel, { stride });
  const mean = (t: Tensor): Tensor => avgPool2d(pad(t, widths), kernel, { stride });
  return div(mean(x), mean(ones([1, 1, ...x.sizes.slice(-2)])));
}

/** The maximum or mean of each window; there are ⌈size/stride⌉ windows along each axis, and means ignore the padding. */
export class SamePool extends Module {
  readonly kind: 'max' | 'average';
  readonly kernelSize: Shape;
  readonly stride: Shape;

  constructor(kind: 'max' | 'average', kernelSize: Shape, stride: Shape) {
    super();
    this.kind = kind;
    this.kernelSize = Object.freeze([...kernelSize]);
    this.stride = Object.freeze([...stride]);
  }

  forward(input: Tensor): Tensor {
    return scope(() => {
      const isImage = this.kernelSize.length === 2;
      const x = isImage ? input : unsqueeze(input, -2);
      const kernel = isImage ? this.kernelSize : [1, ...this.kernelSize];
      const stride = isImage ? this.stride : [1, ...this.stride];
      const y = pooled(this.kind, x, kernel as [number, number], stride as [number, number]);
      return isImage ? y : squeeze(y, -2);
    });
  }

  override extraRepr(): string {
    return `${this.kind}, kernel_size=${tuple(this.kernelSize)}, stride=${tuple(this.stride)}`;
  }
}
