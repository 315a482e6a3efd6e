/**
 * The matrix product, row-major, with BLAS's scalars:
 *
 *   C(m×n) = alpha · op(A)(m×k) · op(B)(k×n) + beta · C + bias(n) added to every row
 *
 * Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): B is packed
 * in panels that stay in cache, A is read in place, or from a transposed copy, and C is made of register tiles.
 */

import { expects } from '../lib/expects';
import { dots, vectorProduct } from '../lib/gemv';
import { evenRun, packColumns, packRows, panelBytes, transpose } from '../lib/gemm-pack';
import { EDGE_BYTES, merge, MR, NR, setOperands, setTarget, tile, tileInPlace } from '../lib/gemm-tile';
import { workspace, WORKSPACE_BYTES } from '../lib/workspace';

/** The greatest run of k between two additions into C, rows of A in a pass, columns of a packed B. */
const KC: i32 = 400;
const MC: i32 = 100;
const NC: i32 = 512;

/** Bytes from row to row of a transposed A: not a power of two. */
const A_ROW: i32 = (KC + 4) * 4;
const A_OFFSET: i32 = WORKSPACE_BYTES - EDGE_BYTES - MC * A_ROW;

/** The greatest run of k of dot products in place. */
const DOT_RUN: i32 = 1024;

/** Up to this many rows of A, packing B does not pay, unless its rows fall into the same cache set (4 KB apart). */
const IN_PLACE_ROWS: i32 = 24;

/** C is cut along its longer side into at most MAX_BLOCKS blocks of whole tiles. */
const MAX_BLOCKS: i32 = 48;
export const ROW_UNIT: i32 = 10;

// @ts-ignore: decorator
@inline
export function byRows(m: i32, n: i32): bool {
  return m >= 4 * n;
}

// @ts-ignore: decorator
@inline
export function blockSize(size: i32, unit: i32): i32 {
  return size <= unit * MAX_BLOCKS ? unit : (size + unit * MAX_BLOCKS - 1) / (unit * MAX_BLOCKS) * unit;
}

/** The number of blocks of C in gemm's range. It does not depend on k. */
export function gemmBlocks(m: i32, n: i32, k: i32): i32 {
  if (m <= 0 || n <= 0) return 0;
  const size = byRows(m, n) ? m : n;
  const block = blockSize(size, byRows(m, n) ? ROW_UNIT : NR);
  return (size + block - 1) / block;
}

/**
 * Unit: a block of C, gemmBlocks(m, n, k) in all; the result does not depend on how they are shared out. op(X) is X, or its
 * transpose if transX; ld* are the elements from row to row as stored. Reads A, B, bias (unless it is 0) and, if beta is
 * not 0, C. Writes C, which may not overlap A or B.
 */
export function gemm(
  begin: i32, end: i32, transA: i32, transB: i32, m: i32, n: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  expects(begin, end, a | b | c | bias, m | n | k);
  assert(begin >= 0 && end <= gemmBlocks(m, n, k));
  assert(m == 0 || n == 0 || (lda >= (transA ? m : k) && ldb >= (transB ? k : n) && ldc >= n));
  assert((c != a && c != b) || begin == end || k == 0);
  lda <<= 2;
  ldb <<= 2;
  ldc <<= 2;
  // the part of C in this range
  let rows = m;
  let cols = n;
  if (byRows(m, n)) {
    const block = blockSize(m, ROW_UNIT);
    const i = begin * block;
    rows = min(end * block, m) - i;
    a += transA ? i << 2 : i * lda;
    c += i * ldc;
  } else {
    const block = blockSize(n, NR);
    const j = begin * block;
    cols = min(end * block, n) - j;
    b += transB ? j * ldb : j << 2;
    c += j << 2;
    if (bias) bias += j << 2;
  }
  if (rows <= 0 || cols <= 0) return;
  if (k <= 0) {
    setTarget(1, beta, ldc);
    scaleOnly(rows, cols, c, bias);
  } else if (n == 1) {
    vectorProduct(!transA, rows, 1, k, alpha, b, transB ? 4 : ldb, a, lda, beta, c, ldc, bias);
  } else if (m == 1) {
    vectorProduct(!!transB, 1, cols, k, alpha, a, transA ? lda : 4, b, ldb, beta, c, ldc, bias);
  } else {
    let way = PACK;
    if (transB) {
      if (dotsAreCheaper(m, n, k)) way = DOTS;
    } else if (<i64>k * n <= 1024 || (m <= IN_PLACE_ROWS && ldb & 4095)) {
      way = IN_PLACE;
    }
    blocked(way, transA, transB, rows, cols, k, alpha, a, lda, b, ldb, beta, c, ldc, bias);
  }
}

/**
 * Products of a batch: c(m×n) = op(a)·op(b) + beta·c. Unit: an item of the batch; gap* are the elements from one to the next.
 */
export function gemmBatch(
  begin: i32, end: i32, transA: i32, transB: i32, m: i32, n: i32, k: i32, a: usize, gapA: i32, lda: i32,
  b: usize, gapB: i32, ldb: i32, beta: f32, c: usize, gapC: i32, ldc: i32,
): void {
  expects(begin, end, a | b | c, m | n | k);
  assert(end <= 1 || m == 0 || gapC >= (m - 1) * ldc + n);
  const blocks = gemmBlocks(m, n, k);
  for (let i = begin; i < end; i++) {
    gemm(
      0, blocks, transA, transB, m, n, k, 1, a + (<usize>(i * gapA) << 2), lda, b + (<usize>(i * gapB) << 2), ldb,
      beta, c + (<usize>(i * gapC) << 2), ldc, 0,
    );
  }
}

/** Compares the cycles that tiles of 2 × 4 in place and of 5 × 8 packed take, by estimates that are fitted to measurements. */
function dotsAreCheaper(m: i32, n: i32, k: i32): bool {
  const kf = <f32>k;
  const inPlace = <f32>((m + 1) >> 1) * <f32>((n + 3) >> 2) * (1.3 * kf + 24);
  const packed = <f32>((m + 4) / 5) * <f32>((n + 7) >> 3) * (5.5 * kf + 40) + <f32>n * kf * 0.35 + 50;
  return inPlace < packed;
}

/** How B is read: copied into panels, or in place, by columns or along k. */
export const PACK: i32 = 0;
const IN_PLACE: i32 = 1;
const DOTS: i32 = 2;

function blocked(
  way: i32, transA: i32, transB: i32, rows: i32, cols: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  const kc = evenRun(k, way == DOTS && !transA ? DOT_RUN : KC, 4);
  const nc = evenRun(cols, NC, NR);
  for (let j = 0; j < cols; j += nc) {
    const jn = min(nc, cols - j);
    for (let p = 0; p < k; p += kc) {
      const pn = min(kc, k - p);
      const betaP: f32 = p ? 1 : beta;
      const biasP = bias && !p ? bias + (j << 2) : 0;
      setTarget(alpha, betaP, ldc);
      let panel = b + (transB ? j * ldb + (p << 2) : p * ldb + (j << 2));
      let nextPanel = NR * 4;
      if (way == PACK) {
        if (transB) packColumns(pn, jn, panel, ldb, workspace);
        else packRows(pn, jn, panel, ldb, workspace);
        panel = workspace;
        nextPanel = panelBytes(pn);
      }
      for (let i = 0; i < rows; i += MC) {
        const im = min(MC, rows - i);
        let ai = a + (transA ? p * lda + (i << 2) : i * lda + (p << 2));
        let rowA = lda;
        if (transA) {
          transpose(pn, im, ai, lda, workspace + A_OFFSET, A_ROW);
          ai = workspace + A_OFFSET;
          rowA = A_ROW;
        }
        const cij = c + i * ldc + (j << 2);
        if (way == DOTS) {
          dots(im, jn, pn, alpha, ai, rowA, panel, ldb, betaP, cij, ldc, biasP);
        } else {
          setOperands(rowA, ldb);
          tiles(way, pn, im, jn, ai, rowA, panel, nextPanel, cij, ldc, biasP);
        }
      }
    }
  }
}

/** All tiles of C(rows×cols) over one run of k. */
export function tiles(
  way: i32, k: i32, rows: i32, cols: i32,
  a: usize, lda: i32, b: usize, nextPanel: i32, c: usize, ldc: i32, bias: usize,
): void {
  do {
    let ai = a;
    let ci = c;
    let left = rows;
    do {
      if (way == PACK) tile(k, ai, b, ci, bias, min(left, MR), min(cols, NR));
      else tileInPlace(k, ai, b, ci, bias, min(left, MR), min(cols, NR));
      ai += lda * MR;
      ci += ldc * MR;
      left -= MR;
    } while (left > 0);
    b += nextPanel;
    c += NR * 4;
    if (bias) bias += NR * 4;
    cols -= NR;
  } while (cols > 0);
}

/** C = beta · C + bias, for k = 0. */
function scaleOnly(rows: i32, cols: i32, c: usize, bias: usize): void {
  memory.fill(workspace, 0, NC * 4);
  for (let j = 0; j < cols; j += NC) {
    merge(rows, min(NC, cols - j), workspace, 0, c + (j << 2), bias ? bias + (j << 2) : 0);
  }
}
