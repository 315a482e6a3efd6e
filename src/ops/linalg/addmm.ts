/** Products added to another tensor. */

import { newEmpty } from '../../array/allocate.ts';
import { copyInto } from '../../array/copy.ts';
import { gemm, product } from '../../array/gemm.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { number, readOptions, takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { broadcastShapes, type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, mul } from '../elementwise/arithmetic.ts';
import { permute } from '../shape/permute.ts';
import { reshape, squeeze, unsqueeze } from '../shape/reshape.ts';
import { batched, checkBatches } from './matmul.ts';
import { checkFloat, checkInner, checkNdim } from './operands.ts';

/** Options of `addmm`, `addmv`, `addbmm` and `baddbmm`. */
export interface AddmmOptions {
  /** The factor of the input; 0 ignores it, even NaN. Default 1. */
  beta?: number;
  /** The factor of the product. Default 1. */
  alpha?: number;
}

const ADDMM = { beta: /* @__PURE__ */ number(1), alpha: /* @__PURE__ */ number(1) };

/** Refuses an input that does not broadcast to the product's shape. */
function checkInput(fn: string, input: Tensor, shape: Shape): void {
  checkFloat(fn, 'input', input);
  if (input.ndim > shape.length || !sameShape(broadcastShapes(fn, input.sizes, shape), shape))
    failRange(fn, `expected an input that broadcasts to ${showShape(shape)}, got ${showShape(input.sizes)}`);
}

/** beta·input + alpha·a·b for matrices, `input` broadcasting. `torch.addmm` in PyTorch. */
export function addmm(input: Tensor, a: Tensor, b: Tensor, options?: AddmmOptions): Tensor {
  takes('addmm', 4, arguments);
  const { beta, alpha } = readOptions('addmm', ADDMM, options);
  checkNdim('addmm', 'mat1', checkFloat('addmm', 'mat1', a), 2);
  checkNdim('addmm', 'mat2', checkFloat('addmm', 'mat2', b), 2);
  checkInner('addmm', a, b, a.sizes[1], b.sizes[0]);
  checkInput('addmm', input, [a.sizes[0] as number, b.sizes[1] as number]);
  return added(input, a, b, beta, alpha);
}

/** beta·input + alpha·mat·vec for a matrix and a vector, `input` broadcasting. `torch.addmv` in PyTorch. */
export function addmv(input: Tensor, mat: Tensor, vec: Tensor, options?: AddmmOptions): Tensor {
  takes('addmv', 4, arguments);
  const { beta, alpha } = readOptions('addmv', ADDMM, options);
  checkNdim('addmv', 'mat', checkFloat('addmv', 'mat', mat), 2);
  checkNdim('addmv', 'vec', checkFloat('addmv', 'vec', vec), 1);
  checkInner('addmv', mat, vec, mat.sizes[1], vec.sizes[0]);
  checkInput('addmv', input, [mat.sizes[0] as number]);
  return composed('addmv', () => {
    const column = input.ndim === 0 ? input : unsqueeze(input, 1);
    return squeeze(added(column, mat, unsqueeze(vec, 1), beta, alpha), 1);
  });
}

/**
 * beta·input + alpha·Σ batch1ᵢ·batch2ᵢ, the sum of the products of two batches of matrices, `input` broadcasting.
 * `torch.addbmm` in PyTorch.
 */
export function addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, options?: AddmmOptions): Tensor {
  takes('addbmm', 4, arguments);
  const { beta, alpha } = readOptions('addbmm', ADDMM, options);
  checkBatches('addbmm', batch1, batch2);
  const [B, m, k] = batch1.sizes as [number, number, number];
  const n = batch2.sizes[2] as number;
  checkInput('addbmm', input, [m, n]);
  // side by side, the batches are two long matrices, whose product is the sum of their products
  return composed('addbmm', () =>
    added(input, reshape(permute(batch1, [1, 0, 2]), [m, B * k]), reshape(batch2, [B * k, n]), beta, alpha),
  );
}

/** `addmm` with checked arguments. */
function added(input: Tensor, a: Tensor, b: Tensor, beta: number, alpha: number): Tensor {
  const shape = [a.sizes[0] as number, b.sizes[1] as number];
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
  const { beta, alpha } = readOptions('baddbmm', ADDMM, options);
  checkBatches('baddbmm', a, b);
  checkInput('baddbmm', input, [a.sizes[0] as number, a.sizes[1] as number, b.sizes[2] as number]);
  return composed('baddbmm', () => {
    const products = batched('baddbmm', a, b);
    const scaled = alpha === 1 ? products : mul(products, alpha);
    return beta === 0 ? scaled : add(beta === 1 ? input : mul(input, beta), scaled);
  });
}
