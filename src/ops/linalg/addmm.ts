/** Products added to another tensor. */

import { newEmpty } from '../../array/allocate.ts';
import { copyInto, drop } from '../../array/copy.ts';
import { gemm, product } from '../../array/gemm.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOptions, failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { broadcastShapes, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, mul } from '../elementwise/arithmetic.ts';
import { batched, checkBatches } from './matmul.ts';
import { checkFloat, checkInner, checkNdim } from './operands.ts';

/** Options of `addmm` and `baddbmm`. */
export interface AddmmOptions {
  /** Multiplies the input; 0 ignores it, NaN and all. 1 if absent. */
  beta?: number;
  /** Multiplies the product; 1 if absent. */
  alpha?: number;
}

/** beta·input + alpha·a·b for matrices, `input` broadcasting. `torch.addmm` in PyTorch. */
export function addmm(input: Tensor, a: Tensor, b: Tensor, options?: AddmmOptions): Tensor {
  takes('addmm', 4, arguments);
  checkOptions('addmm', options, ['beta', 'alpha']);
  const beta = checkNumber('addmm', 'beta', options?.beta ?? 1);
  const alpha = checkNumber('addmm', 'alpha', options?.alpha ?? 1);
  checkFloat('addmm', 'input', input);
  checkNdim('addmm', 'mat1', checkFloat('addmm', 'mat1', a), 2);
  checkNdim('addmm', 'mat2', checkFloat('addmm', 'mat2', b), 2);
  checkInner('addmm', a, b, a.sizes[1], b.sizes[0]);
  const shape = [a.sizes[0] as number, b.sizes[1] as number];
  if (input.ndim > 2 || !sameShape(broadcastShapes('addmm', input.sizes, shape), shape)) {
    failRange('addmm', `expected an input that broadcasts to ${showShape(shape)}, got ${showShape(input.sizes)}`);
  }
  return whole('addmm', () => {
    const y = newEmpty(a, shape);
    if (beta !== 0) {
      const window = broadcastTo(input, shape);
      copyInto(y, window);
      window.dispose();
    }
    gemm(y, a, 'N', b, 'N', alpha, beta, 0);
    if (!tracks(input, a, b)) return y;
    const { sizes } = input;
    return record(
      y,
      'addmm',
      [input, a, b],
      [b.requiresGrad ? a : null, a.requiresGrad ? b : null],
      (g, [a, b], wanted) => [
        wanted[0] ? sumTo(mul(g, beta), sizes) : null,
        b && product(g, 'N', b, 'T', alpha),
        a && product(a, 'T', g, 'N', alpha),
      ],
      [alpha, beta],
    );
  });
}

/** beta·input + alpha·a·b for batches of matrices, `input` broadcasting. `torch.baddbmm` in PyTorch. */
export function baddbmm(input: Tensor, a: Tensor, b: Tensor, options?: AddmmOptions): Tensor {
  takes('baddbmm', 4, arguments);
  checkOptions('baddbmm', options, ['beta', 'alpha']);
  const beta = checkNumber('baddbmm', 'beta', options?.beta ?? 1);
  const alpha = checkNumber('baddbmm', 'alpha', options?.alpha ?? 1);
  checkFloat('baddbmm', 'input', input);
  checkBatches('baddbmm', a, b);
  const shape = [a.sizes[0] as number, a.sizes[1] as number, b.sizes[2] as number];
  if (!sameShape(broadcastShapes('baddbmm', input.sizes, shape), shape)) {
    failRange('baddbmm', `expected an input that broadcasts to ${showShape(shape)}, got ${showShape(input.sizes)}`);
  }
  return whole('baddbmm', () => {
    const products = batched('baddbmm', a, b);
    const scaled = alpha === 1 ? products : mul(products, alpha);
    drop(products, scaled);
    if (beta === 0) return scaled;
    const added = beta === 1 ? input : mul(input, beta);
    const y = add(added, scaled);
    drop(added, input);
    scaled.dispose();
    return y;
  });
}
