import { empty } from '../create/values.ts';
import { checkBoolean, checkInteger, checkOptions } from '../errors.ts';
import { bilinear } from '../ops/linalg/bilinear.ts';
import { takes } from '../options.ts';
import type { Tensor } from '../tensor.ts';
import { uniform_ } from './init.ts';
import { Module } from './module.ts';
import { built, type Parameter, parameterOf } from './parameter.ts';
import { bool } from './repr.ts';

/**
 * x1ᵀ·weight[k]·x2 + bias[k]: (…, in1Features) and (…, in2Features) to (…, outFeatures). weight is (out, in1, in2); weight
 * and bias are drawn, in this order, from U(−1/√in1, 1/√in1). `nn.Bilinear` in PyTorch.
 *
 * @throws {RangeError} unless the sizes are integers of at least 1, in2Features and outFeatures of at least 0.
 */
export class Bilinear extends Module {
  /** The size of the last dim of the first input. */
  readonly in1Features: number;
  /** The size of the last dim of the second input. */
  readonly in2Features: number;
  /** The size of the last dim of the result. */
  readonly outFeatures: number;
  /** (out, in1, in2). */
  readonly weight: Parameter;
  /** (out), or null. */
  readonly bias: Parameter | null;

  constructor(in1Features: number, in2Features: number, outFeatures: number, options: { bias?: boolean } = {}) {
    takes('Bilinear', 4, arguments);
    checkOptions('Bilinear', options, ['bias']);
    const bias = checkBoolean('Bilinear', 'bias', options.bias === undefined ? true : options.bias);
    super();
    this.in1Features = checkInteger('Bilinear', 'in1Features', in1Features, 1);
    this.in2Features = checkInteger('Bilinear', 'in2Features', in2Features, 0);
    this.outFeatures = checkInteger('Bilinear', 'outFeatures', outFeatures, 0);
    const bound = 1 / Math.sqrt(in1Features);
    const drawn = (shape: number[]): Parameter => parameterOf(uniform_(empty(shape), -bound, bound));
    const own = built('Bilinear', () => ({
      weight: drawn([outFeatures, in1Features, in2Features]),
      bias: bias ? drawn([outFeatures]) : null,
    }));
    this.weight = own.weight;
    this.bias = own.bias;
  }

  /** `F.bilinear` of the inputs. */
  forward(input1: Tensor, input2: Tensor): Tensor {
    takes('Bilinear', 2, arguments);
    return bilinear(input1, input2, this.weight, this.bias);
  }

  override extraRepr(): string {
    return `in1_features=${this.in1Features}, in2_features=${this.in2Features}, out_features=${this.outFeatures}, bias=${bool(this.bias !== null)}`;
  }
}
