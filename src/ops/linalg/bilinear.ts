import { failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { numelOf, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add } from '../elementwise/arithmetic.ts';
import { reshape } from '../shape/reshape.ts';
import { linear } from './linear.ts';
import { bmm } from './matmul.ts';
import { checkFloat, checkNdim } from './operands.ts';

/**
 * input1ᵀ·weight[k]·input2 + bias[k] for each k. Shapes: input1 (…, in1), input2 (…, in2), weight (out, in1, in2), bias
 * (out), result (…, out). `F.bilinear` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if sizes do not agree.
 */
export function bilinear(input1: Tensor, input2: Tensor, weight: Tensor, bias?: Tensor | null): Tensor {
  takes('bilinear', 4, arguments);
  checkFloat('bilinear', 'input1', input1);
  checkFloat('bilinear', 'input2', input2);
  checkNdim('bilinear', 'weight', checkFloat('bilinear', 'weight', weight), 3);
  const [out, in1, in2] = weight.sizes as [number, number, number];
  const lead = input1.sizes.slice(0, -1);
  if (input1.ndim === 0 || !sameShape(input1.sizes, [...lead, in1]) || !sameShape(input2.sizes, [...lead, in2])) {
    failRange(
      'bilinear',
      `expected inputs [..., ${in1}] and [..., ${in2}] of one batch for weight ${showShape(weight.sizes)}, got ${showShape(input1.sizes)} and ${showShape(input2.sizes)}`,
    );
  }
  const added = bias ?? null;
  if (added !== null && !sameShape(checkFloat('bilinear', 'bias', added).sizes, [out]))
    failRange('bilinear', `expected bias of shape [${out}], got ${showShape(added.sizes)}`);
  const rows = numelOf(lead);
  return composed('bilinear', () => {
    // weight·input2 first, as one product; then a small product for each row with its own matrix
    const half = linear(reshape(input2, [rows, in2]), reshape(weight, [out * in1, in2]));
    const products = bmm(reshape(half, [rows, out, in1]), reshape(input1, [rows, in1, 1]));
    const y = reshape(products, [...lead, out]);
    return added === null ? y : add(y, added);
  });
}
