/** Matrix products without gradients. A transposed operand is not copied: the kernel reads it by its strides. */
import { kernels, level } from '../../bindings/kernels.ts';
import { numelOf, type Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { newEmpty } from './allocate.ts';
import { copyOf, drop } from './copy.ts';
import { broadcastTo, permuted } from './window.ts';

/** A matrix as gemm reads it: rows of ld elements, or columns when transposed. */
interface Matrix {
  source: Tensor;
  transposed: number;
  ld: number;
}

/** The last two dims as a matrix; copied only if neither of them is contiguous. */
export function matrixOf(x: Tensor): Matrix {
  const rows = x.sizes[x.ndim - 2] as number;
  const cols = x.sizes[x.ndim - 1] as number;
  if (x.steps === null) return { source: x, transposed: 0, ld: cols };
  const rowStep = x.strides[x.ndim - 2] as number;
  const colStep = x.strides[x.ndim - 1] as number;
  if ((colStep === 1 || cols === 1) && (rowStep >= cols || rows === 1))
    return { source: x, transposed: 0, ld: Math.max(rowStep, cols) };
  if ((rowStep === 1 || rows === 1) && (colStep >= rows || cols === 1))
    return { source: x, transposed: 1, ld: Math.max(colStep, rows) };
  return { source: copyOf(x), transposed: 0, ld: cols };
}

/** Whether the kernel certainly reads a matrix without a copy. */
export function readInPlace({ steps, sizes }: Tensor): boolean {
  if (steps === null) return true;
  const [rowStep, colStep] = steps as [number, number];
  return colStep === 1 ? rowStep >= (sizes[1] as number) : rowStep === 1 && colStep >= (sizes[0] as number);
}

/** Of a matrix that is read in place: 1 where its columns are contiguous, and the elements from one to the next. */
const turned = ({ steps }: Tensor): number => (steps === null || steps[1] === 1 ? 0 : 1);
const ldOf = ({ steps, sizes }: Tensor): number => (steps === null ? sizes[1] : steps[1] === 1 ? steps[0] : steps[1]) as number;

/** Whether an operand of a product is read transposed. */
export type Side = 'N' | 'T';

/**
 * c (m × n) = alpha·op(a)·op(b) + beta·c + bias at addresses in the linear memory, where op(a) is m × k and op(b) is k × n.
 * `trans` of 1 reads an operand transposed; a, b and c have rows of `ld` elements; `bias` is the address of n numbers, or 0.
 */
export function multiply(
  transA: number,
  transB: number,
  m: number,
  n: number,
  k: number,
  alpha: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  beta: number,
  c: number,
  ldc: number,
  bias: number = 0,
): void {
  kernels.gemm(0, kernels.gemmBlocks(m, n, k), transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, bias);
}

/** c (m × n, contiguous) = alpha·op(a)·op(b) + beta·c + bias, for matrices. */
export function gemm(c: Tensor, a: Tensor, sideA: Side, b: Tensor, sideB: Side, alpha: number, beta: number, bias: number): void {
  const m = c.sizes[0] as number;
  const n = c.sizes[1] as number;
  const k = a.sizes[sideA === 'N' ? 1 : 0] as number;
  if (readInPlace(a) && readInPlace(b)) {
    const [ta, tb] = [sideA === 'N' ? turned(a) : 1 - turned(a), sideB === 'N' ? turned(b) : 1 - turned(b)];
    multiply(ta, tb, m, n, k, alpha, a.ptr, ldOf(a), b.ptr, ldOf(b), beta, c.ptr, n, bias);
    return;
  }
  const p = matrixOf(a);
  const q = matrixOf(b);
  const transA = sideA === 'N' ? p.transposed : 1 - p.transposed;
  const transB = sideB === 'N' ? q.transposed : 1 - q.transposed;
  multiply(transA, transB, m, n, k, alpha, p.source.ptr, p.ld, q.source.ptr, q.ld, beta, c.ptr, n, bias);
  drop(p.source, a);
  drop(q.source, b);
}

/** alpha·op(a)·op(b) for matrices, without gradients. */
export function product(a: Tensor, sideA: Side, b: Tensor, sideB: Side, alpha = 1): Tensor {
  const c = newEmpty(a, [a.sizes[sideA === 'N' ? 0 : 1] as number, b.sizes[sideB === 'N' ? 1 : 0] as number]);
  gemm(c, a, sideA, b, sideB, alpha, 0, 0);
  return c;
}

/** a·b of batches broadcast to `batch`, without gradients: (…, m, k)·(…, k, n). */
export function batchProduct(a: Tensor, b: Tensor, batch: Shape): Tensor {
  const tail = (x: Tensor): [number, number] => [x.sizes[x.ndim - 2] as number, x.sizes[x.ndim - 1] as number];
  const [m, inner] = tail(a);
  const n = tail(b)[1];
  const y = newEmpty(a, [...batch, m, n]);
  const p = broadcastTo(a, [...batch, m, inner]);
  const q = broadcastTo(b, [...batch, inner, n]);
  const pm = matrixOf(p);
  const qm = matrixOf(q);
  const count = numelOf(batch);
  const [pGap, qGap] = [gapOf(pm.source, batch), gapOf(qm.source, batch)];
  if (pGap !== null && qGap !== null && m * n * inner <= SMALL && level() !== 'wide') {
    const [P, Q] = [pm.source.ptr, qm.source.ptr];
    kernels.gemmBatch(0, count, pm.transposed, qm.transposed, m, n, inner, P, pGap, pm.ld, Q, qGap, qm.ld, 0, y.ptr, m * n, n);
  } else eachProduct(pm, qm, batch, y, inner);
  drop(pm.source, p);
  drop(qm.source, q);
  p.dispose();
  q.dispose();
  return y;
}

/** Multiplications in a product that is too small to be shared by itself, but not in a batch. */
const SMALL = 100 ** 3;

/** The elements from an item of a batch to the next, if they are the same for all. */
function gapOf(x: Tensor, batch: Shape): number | null {
  let gap = 0;
  let next = 0;
  for (let d = batch.length - 1; d >= 0; d--) {
    if (batch[d] === 1) continue;
    const step = x.strides[d] as number;
    if (next === 0) gap = step;
    else if (step !== gap * next) return null;
    next = Math.max(next, 1) * (batch[d] as number);
  }
  return gap;
}

/** The products of a batch one by one, each of which can be shared. */
function eachProduct(pm: Matrix, qm: Matrix, batch: Shape, y: Tensor, inner: number): void {
  const [m, n] = y.sizes.slice(-2) as [number, number];
  const count = numelOf(batch);
  const index = new Array<number>(batch.length).fill(0);
  let pAt = pm.source.ptr;
  let qAt = qm.source.ptr;
  for (let i = 0; i < count; i++) {
    multiply(pm.transposed, qm.transposed, m, n, inner, 1, pAt, pm.ld, qAt, qm.ld, 0, y.ptr + i * m * n * 4, n);
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
}

/** Matrices seen transposed: the last two dims exchanged. */
export function transposed(x: Tensor): Tensor {
  const dims = x.sizes.map((_, i) => i);
  dims.push(...dims.splice(-2).reverse());
  return permuted(x, dims);
}
