/** Matrix products. A transposed operand costs no copy: its strides tell the kernel. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkTensor } from '../../array/check.ts';
import { copyInto, copyOf, dense, drop } from '../../array/copy.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkNumber, checkOptions, failRange, failType } from '../../errors.ts';
import { broadcastShapes, numelOf, type Shape, sameShape, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { add, mul } from '../elementwise/arithmetic.ts';
import { transpose } from '../shape/permute.ts';
import { reshape, squeeze, unsqueeze } from '../shape/reshape.ts';

/** A matrix as gemm reads it: rows of ld elements, or columns when transposed. */
interface Matrix {
  source: Tensor;
  transposed: number;
  ld: number;
}

/** The last two dims as a matrix; copied only if neither of them is contiguous. */
function matrixOf(x: Tensor): Matrix {
  const rows = x.shape[x.ndim - 2] as number;
  const cols = x.shape[x.ndim - 1] as number;
  if (x.steps === null) return { source: x, transposed: 0, ld: cols };
  const rowStep = x.strides[x.ndim - 2] as number;
  const colStep = x.strides[x.ndim - 1] as number;
  if ((colStep === 1 || cols === 1) && (rowStep >= cols || rows === 1))
    return { source: x, transposed: 0, ld: Math.max(rowStep, cols) };
  if ((rowStep === 1 || rows === 1) && (colStep >= rows || cols === 1))
    return { source: x, transposed: 1, ld: Math.max(colStep, rows) };
  return { source: copyOf(x), transposed: 0, ld: cols };
}

/** Whether an operand of a product is to be read transposed. */
type Side = 'N' | 'T';

/** c (m × n, contiguous) = alpha·op(a)·op(b) + beta·c + bias, for matrices without gradients. */
function gemm(c: Tensor, a: Tensor, sideA: Side, b: Tensor, sideB: Side, alpha: number, beta: number, bias: number): void {
  const m = c.shape[0] as number;
  const n = c.shape[1] as number;
  const inner = a.shape[sideA === 'N' ? 1 : 0] as number;
  const p = matrixOf(a);
  const q = matrixOf(b);
  const transA = sideA === 'N' ? p.transposed : 1 - p.transposed;
  const transB = sideB === 'N' ? q.transposed : 1 - q.transposed;
  kernels.gemm(
    0,
    kernels.gemmBlocks(m, n, inner),
    transA,
    transB,
    m,
    n,
    inner,
    alpha,
    p.source.ptr,
    p.ld,
    q.source.ptr,
    q.ld,
    beta,
    c.ptr,
    n,
    bias,
  );
  drop(p.source, a);
  drop(q.source, b);
}

/** alpha·op(a)·op(b) for matrices, without gradients. */
function product(a: Tensor, sideA: Side, b: Tensor, sideB: Side, alpha = 1): Tensor {
  const c = newEmpty(x, [a.shape[sideA === 'N' ? 0 : 1] as number, b.shape[sideB === 'N' ? 1 : 0] as number]);
  gemm(c, a, sideA, b, sideB, alpha, 0, 0);
  return c;
}

/** Matrices seen transposed, without gradients. */
const flipped = (x: Tensor): Tensor => transpose(x, -2, -1);

function checkFloat(fn: string, what: string, x: unknown): Tensor {
  const t = checkTensor(fn, what, x);
  if (t.dtype !== 'float32') failType(fn, `expected ${what} of dtype float32, got ${t.dtype}; convert it with to('float32')`);
  return t;
}

function checkInner(fn: string, a: Tensor, b: Tensor, inner: number | undefined, other: number | undefined): void {
  if (inner !== other)
    failRange(
      fn,
      `expected inner sizes that agree, got shapes ${showShape(a.shape)} and ${showShape(b.shape)} (${inner} and ${other})`,
    );
}

const checkNdim = (fn: string, what: string, x: Tensor, ndim: number): void => {
  if (x.ndim !== ndim) failRange(fn, `expected ${what} of ${ndim} dims, got shape ${showShape(x.shape)}`);
};

/** The node of a matrix product. */
function matrices(name: string, a: Tensor, b: Tensor): Tensor {
  const y = product(a, 'N', b, 'N');
  if (!tracks(a, b)) return y;
  return record(y, name, [a, b], [a, b], (g) => [
    a.requiresGrad ? product(g, 'N', b, 'T') : null,
    b.requiresGrad ? product(a, 'T', g, 'N') : null,
  ]);
}

/** a·b of batches broadcast to `batch`, without gradients: (…, m, k)·(…, k, n). */
function batchProduct(a: Tensor, b: Tensor, batch: Shape): Tensor {
  const tail = (x: Tensor): [number, number] => [x.shape[x.ndim - 2] as number, x.shape[x.ndim - 1] as number];
  const [m, inner] = tail(a);
  const n = tail(b)[1];
  const y = newEmpty(x, [...batch, m, n]);
  const p = broadcastTo(a, [...batch, m, inner]);
  const q = broadcastTo(b, [...batch, inner, n]);
  const pm = matrixOf(p);
  const qm = matrixOf(q);
  const blocks = kernels.gemmBlocks(m, n, inner);
  const count = numelOf(batch);
  const index = new Array<number>(batch.length).fill(0);
  let pAt = pm.source.ptr;
  let qAt = qm.source.ptr;
  for (let i = 0; i < count; i++) {
    kernels.gemm(0, blocks, pm.transposed, qm.transposed, m, n, inner, 1, pAt, pm.ld, qAt, qm.ld, 0, y.ptr + i * m * n * 4, n, 0);
    for (let d = batch.length - 1; d >= 0; d--) {
      const size = batch[d] as number;
      const pStep = pm.source.strides[d] as number;
      const qStep = qm.source.strides[d] as number;
      pAt += pStep * 4;
      qAt += qStep * 4;
      if (++(index[d] as number) < size) break;
      pAt -= pStep * size * 4;
      qAt -= qStep * size * 4;
      index[d] = 0;
    }
  }
  drop(pm.source, p);
  drop(qm.source, q);
  p.dispose();
  q.dispose();
  return y;
}

function batched(name: string, a: Tensor, b: Tensor): Tensor {
  const batch = broadcastShapes(name, a.shape.slice(0, -2), b.shape.slice(0, -2));
  const y = batchProduct(a, b, batch);
  if (!tracks(a, b)) return y;
  return record(y, name, [a, b], [a, b], (g) => [
    a.requiresGrad ? sumTo(batchProduct(g, flipped(b), batch), a.shape) : null,
    b.requiresGrad ? sumTo(batchProduct(flipped(a), g, batch), b.shape) : null,
  ]);
}

/**
 * The matrix product by PyTorch's rules: two vectors give their dot product, a vector is a row before and a column after
 * a matrix, leading dims are batches that broadcast. `torch.matmul` in PyTorch.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} for scalars, or sizes that do not agree.
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  checkFloat('matmul', 'input', a);
  checkFloat('matmul', 'other', b);
  if (a.ndim === 0 || b.ndim === 0)
    failRange('matmul', `expected at least 1 dim each, got shapes ${showShape(a.shape)} and ${showShape(b.shape)}`);
  checkInner('matmul', a, b, a.shape[a.ndim - 1], b.shape[Math.max(0, b.ndim - 2)]);
  return matmulChecked(a, b);
}

function matmulChecked(a: Tensor, b: Tensor): Tensor {
  if (a.ndim === 2 && b.ndim === 2) return matrices('matmul', a, b);
  if (a.ndim === 1)
    return squeeze(matmulChecked(unsqueeze(a, 0), b.ndim === 1 ? unsqueeze(b, 1) : b), b.ndim === 1 ? [0, 1] : -2);
  if (b.ndim === 1) return squeeze(matmulChecked(a, unsqueeze(b, 1)), -1);
  if (b.ndim === 2) return folded(a, (rows) => matrices('matmul', rows, b), b.shape[1] as number);
  return batched('matmul', a, b);
}

/** Applies `fn` to all leading dims of `x` as rows of one matrix. */
function folded(x: Tensor, fn: (rows: Tensor) => Tensor, out: number): Tensor {
  const inner = x.shape[x.ndim - 1] as number;
  const lead = x.shape.slice(0, -1);
  return reshape(fn(reshape(x, [numelOf(lead), inner])), [...lead, out]);
}

/** The product of two matrices. `torch.mm` in PyTorch. */
export function mm(a: Tensor, b: Tensor): Tensor {
  checkNdim('mm', 'input', checkFloat('mm', 'input', a), 2);
  checkNdim('mm', 'mat2', checkFloat('mm', 'mat2', b), 2);
  checkInner('mm', a, b, a.shape[1], b.shape[0]);
  return matrices('mm', a, b);
}

/** A matrix times a vector. `torch.mv` in PyTorch. */
export function mv(a: Tensor, x: Tensor): Tensor {
  checkNdim('mv', 'input', checkFloat('mv', 'input', a), 2);
  checkNdim('mv', 'vec', checkFloat('mv', 'vec', x), 1);
  checkInner('mv', a, x, a.shape[1], x.shape[0]);
  return matmulChecked(a, x);
}

/** The sum of products of two vectors. `torch.dot` in PyTorch. */
export function dot(a: Tensor, b: Tensor): Tensor {
  checkNdim('dot', 'input', checkFloat('dot', 'input', a), 1);
  checkNdim('dot', 'tensor', checkFloat('dot', 'tensor', b), 1);
  checkInner('dot', a, b, a.shape[0], b.shape[0]);
  return matmulChecked(a, b);
}

/** Every product of an element of one vector with one of another, as a matrix. `torch.outer` in PyTorch. */
export function outer(a: Tensor, b: Tensor): Tensor {
  checkNdim('outer', 'input', checkTensor('outer', 'input', a), 1);
  checkNdim('outer', 'vec2', checkTensor('outer', 'vec2', b), 1);
  return mul(unsqueeze(a, 1), b);
}

function checkBatches(fn: string, a: Tensor, b: Tensor): void {
  checkNdim(fn, 'batch1', checkFloat(fn, 'batch1', a), 3);
  checkNdim(fn, 'batch2', checkFloat(fn, 'batch2', b), 3);
  checkInner(fn, a, b, a.shape[2], b.shape[1]);
  if (a.shape[0] !== b.shape[0])
    failRange(fn, `expected batches of one size, got shapes ${showShape(a.shape)} and ${showShape(b.shape)}`);
}

/** Products of two batches of matrices of one size. `torch.bmm` in PyTorch. */
export function bmm(a: Tensor, b: Tensor): Tensor {
  checkBatches('bmm', a, b);
  return batched('bmm', a, b);
}

/** Options of `addmm` and `baddbmm`. */
export interface AddmmOptions {
  /** Multiplies the input; 0 ignores it, NaN and all. 1 if absent. */
  beta?: number;
  /** Multiplies the product; 1 if absent. */
  alpha?: number;
}

/** beta·input + alpha·a·b for matrices, `input` broadcasting. `torch.addmm` in PyTorch. */
export function addmm(input: Tensor, a: Tensor, b: Tensor, options?: AddmmOptions): Tensor {
  checkOptions('addmm', options, ['beta', 'alpha']);
  const beta = checkNumber('addmm', 'beta', options?.beta ?? 1);
  const alpha = checkNumber('addmm', 'alpha', options?.alpha ?? 1);
  checkFloat('addmm', 'input', input);
  checkNdim('addmm', 'mat1', checkFloat('addmm', 'mat1', a), 2);
  checkNdim('addmm', 'mat2', checkFloat('addmm', 'mat2', b), 2);
  checkInner('addmm', a, b, a.shape[1], b.shape[0]);
  const shape = [a.shape[0] as number, b.shape[1] as number];
  if (input.ndim > 2 || !sameShape(broadcastShapes('addmm', input.shape, shape), shape)) {
    failRange('addmm', `expected an input that broadcasts to ${showShape(shape)}, got ${showShape(input.shape)}`);
  }
  const y = newEmpty(x, shape);
  if (beta !== 0) {
    const window = broadcastTo(input, shape);
    copyInto(y, window);
    window.dispose();
  }
  gemm(y, a, 'N', b, 'N', alpha, beta, 0);
  if (!tracks(input, a, b)) return y;
  return record(
    y,
    'addmm',
    [input, a, b],
    [a, b],
    (g) => [
      input.requiresGrad ? sumTo(mul(g, beta), input.shape) : null,
      a.requiresGrad ? product(g, 'N', b, 'T', alpha) : null,
      b.requiresGrad ? product(a, 'T', g, 'N', alpha) : null,
    ],
    [alpha, beta],
  );
}

/** beta·input + alpha·a·b for batches of matrices, `input` broadcasting. `torch.baddbmm` in PyTorch. */
export function baddbmm(input: Tensor, a: Tensor, b: Tensor, options?: AddmmOptions): Tensor {
  checkOptions('baddbmm', options, ['beta', 'alpha']);
  const beta = checkNumber('baddbmm', 'beta', options?.beta ?? 1);
  const alpha = checkNumber('baddbmm', 'alpha', options?.alpha ?? 1);
  checkFloat('baddbmm', 'input', input);
  checkBatches('baddbmm', a, b);
  const shape = [a.shape[0] as number, a.shape[1] as number, b.shape[2] as number];
  if (!sameShape(broadcastShapes('baddbmm', input.shape, shape), shape)) {
    failRange('baddbmm', `expected an input that broadcasts to ${showShape(shape)}, got ${showShape(input.shape)}`);
  }
  const products = batched('baddbmm', a, b);
  const scaled = alpha === 1 ? products : mul(products, alpha);
  return beta === 0 ? scaled : add(beta === 1 ? input : mul(input, beta), scaled);
}

/**
 * x·weightᵀ + bias. Shapes: x (…, in), weight (out, in), bias (out), result (…, out); a weight (in) gives (…).
 * `F.linear` in PyTorch.
 *
 * @throws {TypeError} unless all are float32. @throws {RangeError} if sizes do not agree.
 */
export function linear(x: Tensor, weight: Tensor, bias?: Tensor | null): Tensor {
  checkFloat('linear', 'input', x);
  checkFloat('linear', 'weight', weight);
  if (bias !== undefined && bias !== null) checkFloat('linear', 'bias', bias);
  if (weight.ndim !== 2) failRange('linear', `expected weight of shape [out, in], got ${showShape(weight.shape)}`);
  if (x.ndim === 0) failRange('linear', 'expected input of at least 1 dim, got a scalar');
  const out = weight.shape[0] as number;
  const inner = weight.shape[1] as number;
  if (x.shape[x.ndim - 1] !== inner) {
    failRange(
      'linear',
      `expected input of shape [..., ${inner}] for weight ${showShape(weight.shape)}, got ${showShape(x.shape)}`,
    );
  }
  if (bias && (bias.ndim !== 1 || bias.shape[0] !== out))
    failRange('linear', `expected bias of shape [${out}], got ${showShape(bias.shape)}`);
  return x.ndim === 2 ? affine(x, weight, bias ?? null) : folded(x, (rows) => affine(rows, weight, bias ?? null), out);
}

/** The sum over a matrix's rows, without gradients. */
function columnSums(g: Tensor): Tensor {
  const m = g.shape[0] as number;
  const n = g.shape[1] as number;
  const source = dense(g);
  const y = newEmpty(x, [n]);
  kernels.sum(0, n, y.ptr, source.ptr, m, n, 1);
  drop(source, g);
  return y;
}

function affine(x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const y = newEmpty(x, [x.shape[0] as number, weight.shape[0] as number]);
  const added = bias === null ? null : dense(bias);
  gemm(y, x, 'N', weight, 'T', 1, 0, added?.ptr ?? 0);
  if (added !== null) drop(added, bias);
  if (!tracks(x, weight, bias)) return y;
  return record(y, 'linear', bias === null ? [x, weight] : [x, weight, bias], [x, weight], (g) => [
    x.requiresGrad ? product(g, 'N', weight, 'N') : null,
    weight.requiresGrad ? product(g, 'T', x, 'N') : null,
    bias?.requiresGrad ? columnSums(g) : null,
  ]);
}
