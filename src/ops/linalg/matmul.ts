/** Products of vectors, matrices and batches of them. */

import { checkTensor } from '../../array/check.ts';
import { batchProduct, product, readInPlace, transposed } from '../../array/gemm.ts';
import { sumTo } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { broadcastShapes, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from '../elementwise/arithmetic.ts';
import { squeeze, unsqueeze } from '../shape/reshape.ts';
import { checkFloat, checkInner, checkNdim, folded } from './operands.ts';

/** The node of a matrix product. */
function matrices(name: string, a: Tensor, b: Tensor): Tensor {
  // where both are read in place, only the result is allocated
  return readInPlace(a) && readInPlace(b) ? matricesOf(name, a, b) : whole(name, matricesOf, name, a, b);
}

function matricesOf(name: string, a: Tensor, b: Tensor): Tensor {
  const y = product(a, 'N', b, 'N');
  if (!tracks(a, b)) return y;
  return record(y, name, [a, b], [b.requiresGrad ? a : null, a.requiresGrad ? b : null], (g, [a, b]) => [
    b && product(g, 'N', b, 'T'),
    a && product(a, 'T', g, 'N'),
  ]);
}

/** Products of batches, with broadcasting. */
export function batched(name: string, a: Tensor, b: Tensor): Tensor {
  const batch = broadcastShapes(name, a.sizes.slice(0, -2), b.sizes.slice(0, -2));
  return whole(name, () => {
    const y = batchProduct(a, b, batch);
    if (!tracks(a, b)) return y;
    const [aSizes, bSizes] = [a.sizes, b.sizes];
    return record(y, name, [a, b], [b.requiresGrad ? a : null, a.requiresGrad ? b : null], (g, [a, b]) => [
      b && sumTo(batchProduct(g, transposed(b), batch), aSizes),
      a && sumTo(batchProduct(transposed(a), g, batch), bSizes),
    ]);
  });
}

/**
 * The matrix product by PyTorch's rules: two vectors give their dot product, a vector is a row before and a column after
 * a matrix, leading dims are batches that broadcast. `torch.matmul` in PyTorch.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} for scalars, or sizes that do not agree.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  takes('matmul', 2, arguments);
  checkFloat('matmul', 'input', a);
  checkFloat('matmul', 'other', b);
  if (a.ndim === 0 || b.ndim === 0)
    failRange('matmul', `expected at least 1 dim each, got shapes ${showShape(a.sizes)} and ${showShape(b.sizes)}`);
  checkInner('matmul', a, b, a.sizes[a.ndim - 1], b.sizes[Math.max(0, b.ndim - 2)]);
  return matmulOf('matmul', a, b);
}

/** `matmul` of checked operands, under the name of the function that was called. */
function matmulOf(fn: string, a: Tensor, b: Tensor): Tensor {
  return a.ndim === 2 && b.ndim === 2 ? matrices(fn, a, b) : whole(fn, vectorsOrBatches, fn, a, b);
}

function vectorsOrBatches(fn: string, a: Tensor, b: Tensor): Tensor {
  if (a.ndim === 1 || b.ndim === 1) {
    const p = a.ndim === 1 ? unsqueeze(a, 0) : a;
    const q = b.ndim === 1 ? unsqueeze(b, 1) : b;
    const matrix = matmulOf(fn, p, q);
    const y = squeeze(matrix, p === a ? -1 : q === b ? -2 : [0, 1]);
    for (const t of [p, q, matrix]) if (t !== a && t !== b) t.dispose();
    return y;
  }
  if (b.ndim === 2) return folded(a, (rows) => matrices('matmul', rows, b), b.sizes[1] as number);
  return batched('matmul', a, b);
}

/** The product of two matrices. `torch.mm` in PyTorch. */
export function mm(a: Tensor, b: Tensor): Tensor {
  takes('mm', 2, arguments);
  checkNdim('mm', 'input', checkFloat('mm', 'input', a), 2);
  checkNdim('mm', 'mat2', checkFloat('mm', 'mat2', b), 2);
  checkInner('mm', a, b, a.sizes[1], b.sizes[0]);
  return matrices('mm', a, b);
}

/** A matrix times a vector. `torch.mv` in PyTorch. */
export function mv(a: Tensor, x: Tensor): Tensor {
  takes('mv', 2, arguments);
  checkNdim('mv', 'input', checkFloat('mv', 'input', a), 2);
  checkNdim('mv', 'vec', checkFloat('mv', 'vec', x), 1);
  checkInner('mv', a, x, a.sizes[1], x.sizes[0]);
  return matmulOf('mv', a, x);
}

/** The sum of products of two vectors. `torch.dot` in PyTorch. */
export function dot(a: Tensor, b: Tensor): Tensor {
  takes('dot', 2, arguments);
  checkNdim('dot', 'input', checkFloat('dot', 'input', a), 1);
  checkNdim('dot', 'tensor', checkFloat('dot', 'tensor', b), 1);
  checkInner('dot', a, b, a.sizes[0], b.sizes[0]);
  return matmulOf('dot', a, b);
}

/** All products of an element of one vector and one of the other, as a matrix. `torch.outer` in PyTorch. */
export function outer(a: Tensor, b: Tensor): Tensor {
  takes('outer', 2, arguments);
  checkNdim('outer', 'input', checkTensor('outer', 'input', a), 1);
  checkNdim('outer', 'vec2', checkTensor('outer', 'vec2', b), 1);
  return whole('outer', () => {
    const column = unsqueeze(a, 1);
    const y = mul(column, b);
    column.dispose();
    return y;
  });
}

/** Refuses batches whose sizes do not agree. */
export function checkBatches(fn: string, a: Tensor, b: Tensor): void {
  checkNdim(fn, 'batch1', checkFloat(fn, 'batch1', a), 3);
  checkNdim(fn, 'batch2', checkFloat(fn, 'batch2', b), 3);
  checkInner(fn, a, b, a.sizes[2], b.sizes[1]);
  if (a.sizes[0] !== b.sizes[0])
    failRange(fn, `expected batches of one size, got shapes ${showShape(a.sizes)} and ${showShape(b.sizes)}`);
}

/** Products of two batches of matrices of one size. `torch.bmm` in PyTorch. */
export function bmm(a: Tensor, b: Tensor): Tensor {
  takes('bmm', 2, arguments);
  checkBatches('bmm', a, b);
  return batched('bmm', a, b);
}
