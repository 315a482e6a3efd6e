import { checkNumber, checkOptions } from '../errors.ts';
import { empty, fillWith } from '../ops/create.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { checkShape, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { Module } from './module.ts';
import { Parameter } from './parameter.ts';
import { bool, float, tuple } from './repr.ts';

/** A parameter of one value throughout. */
const filled = (shape: Shape, value: number): Parameter => new Parameter(fillWith(empty(shape), value));

/** Options of LayerNorm. */
export interface LayerNormOptions {
  /** Is added to the variance; 1e-5 if absent. */
  eps?: number;
  /** Whether there are weight and bias; true if absent. */
  elementwiseAffine?: boolean;
  /** Whether there is a bias where there is a weight; true if absent. */
  bias?: boolean;
}

/**
 * Brings the last dims, of sizes `normalizedShape`, to mean 0 and variance 1, then scales and shifts each element.
 * weight begins with 1, bias with 0. `nn.LayerNorm` in PyTorch (Ba, Kiros and Hinton, 2016).
 */
export class LayerNorm extends Module {
  readonly normalizedShape: Shape;
  readonly eps: number;
  readonly weight: Parameter | null;
  readonly bias: Parameter | null;

  constructor(normalizedShape: number | Shape, options: LayerNormOptions = {}) {
    checkOptions('LayerNorm', options, ['eps', 'elementwiseAffine', 'bias']);
    super();
    this.normalizedShape = checkShape('LayerNorm', typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape);
    this.eps = checkNumber('LayerNorm', 'eps', options.eps ?? 1e-5);
    const affine = options.elementwiseAffine ?? true;
    this.weight = affine ? filled(this.normalizedShape, 1) : null;
    this.bias = affine && (options.bias ?? true) ? filled(this.normalizedShape, 0) : null;
  }

  /** `F.layerNorm` of the input. */
  forward(input: Tensor): Tensor {
    return layerNorm(input, this.normalizedShape, { weight: this.weight, bias: this.bias, eps: this.eps });
  }

  override extraRepr(): string {
    return `${tuple(this.normalizedShape)}, eps=${float(this.eps)}, elementwise_affine=${bool(this.weight !== null)}`;
  }
}
