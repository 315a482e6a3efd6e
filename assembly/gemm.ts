/**
 * The matrix product, row-major, with BLAS's scalars:
 *
 *   C(m×n) = alpha · op(A)(m×k) · op(B)(k×n) + beta · C + bias(n) added to every row
 *
 * Blocking after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008): B is packed
 * in panels that stay in cache, A is read in place (or transposed when it lies so), and C is made of register tiles.
 */

import { packColumns, packRows, panelBytes, transpose } from './gemmpack';
import { EDGE_BYTES, merge, MR, NR, setOperands, setTarget, tile, tileInPlace } from './gemmtile';
import { workspace, WORKSPACE_BYTES } from './workspace';

/** The greatest run of k between two additions into C, rows of A in a pass, columns of a packed B. */
const KC: i32 = 256;
const MC: i32 = 240;
const NC: i32 = 480;

/** Bytes from row to row of a transposed A: no power of two. */
const A_ROW: i32 = (KC + 4) * 4;
const A_OFFSET: i32 = WORKSPACE_BYTES - EDGE_BYTES - MC * A_ROW;

/** C is cut across the longer side, into at most this many blocks of whole tiles. */
const MAX_BLOCKS: i32 = 48;
const ROW_UNIT: i32 = 12;

// @ts-ignore: decorator
@inline
function byRows(m: i32, n: i32): bool {
  return m >= 4 * n;
}

// @ts-ignore: decorator
@inline
function blockSize(size: i32, unit: i32): i32 {
  return size <= unit * MAX_BLOCKS ? unit : (size + unit * MAX_BLOCKS - 1) / (unit * MAX_BLOCKS) * unit;
}

/** The number of blocks of C that gemm's range counts. */
export function gemmBlocks(m: i32, n: i32, k: i32): i32 {
  if (m <= 0 || n <= 0) return 0;
  const size = byRows(m, n) ? m : n;
  const block = blockSize(size, byRows(m, n) ? ROW_UNIT : NR);
  return (size + block - 1) / block;
}

/** A run of at most `most` that cuts `size` evenly. */
// @ts-ignore: decorator
@inline
function evenRun(size: i32, most: i32, unit: i32): i32 {
  if (size <= most) return size;
  const parts = (size + most - 1) / most;
  return ((size + parts - 1) / parts + unit - 1) / unit * unit;
}

/**
 * Units: blocks of C, out of gemmBlocks(m, n, k); the result does not depend on how they are shared out.
 * op(X) is X, or its transpose when transX; ld* are the elements from row to row as stored. Reads A, B, bias
 * (unless 0) and, where beta is not 0, C; writes C.
 */
export function gemm(
  begin: i32, end: i32, transA: i32, transB: i32, m: i32, n: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  lda <<= 2;
  ldb <<= 2;
  ldc <<= 2;
  // the part of C that is ours
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
  setTarget(alpha, beta, ldc);
  if (k <= 0) return scaleOnly(rows, cols, c, bias);
  blocked(transA, transB, m, n, rows, cols, k, alpha, a, lda, b, ldb, beta, c, ldc, bias);
}

function blocked(
  transA: i32, transB: i32, m: i32, n: i32, rows: i32, cols: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  const kc = evenRun(k, KC, 4);
  const nc = evenRun(cols, NC, NR);
  const direct = !transB && (m <= 2 * MR || <i64>k * n <= 4096);
  const columnStep = transB ? ldb : 4;
  for (let j = 0; j < cols; j += nc) {
    const jn = min(nc, cols - j);
    for (let p = 0; p < k; p += kc) {
      const pn = min(kc, k - p);
      if (p) setTarget(alpha, 1, ldc);
      else setTarget(alpha, beta, ldc);
      let panel = b + j * columnStep + p * (transB ? 4 : ldb);
      let nextPanel = PANEL_COLUMNS;
      if (!direct) {
        if (transB) packColumns(pn, jn, panel, ldb, workspace);
        else packRows(pn, jn, panel, ldb, workspace);
        panel = workspace;
        nextPanel = panelBytes(pn);
      }
      const jBias = bias && !p ? bias + (j << 2) : 0;
      for (let i = 0; i < rows; i += MC) {
        const im = min(MC, rows - i);
        let rowsOfA = a + (transA ? p * lda + (i << 2) : i * lda + (p << 2));
        let rowA = lda;
        if (transA) {
          transpose(pn, im, rowsOfA, lda, workspace + A_OFFSET, A_ROW);
          rowsOfA = workspace + A_OFFSET;
          rowA = A_ROW;
        }
        setOperands(rowA, ldb);
        pass(direct, pn, im, jn, rowsOfA, rowA, panel, nextPanel, c + i * ldc + (j << 2), ldc, jBias);
      }
    }
  }
}

/** Bytes from one run of eight columns to the next where B is read in place. */
const PANEL_COLUMNS: i32 = NR * 4;

/** All tiles of C(rows×cols) for one packed B. */
function pass(
  direct: bool, k: i32, rows: i32, cols: i32, a: usize, lda: i32, b: usize, nextPanel: i32, c: usize, ldc: i32, bias: usize,
): void {
  do {
    let ai = a;
    let ci = c;
    let left = rows;
    do {
      if (direct) tileInPlace(k, ai, b, ci, bias, min(left, MR), min(cols, NR));
      else tile(k, ai, b, ci, bias, min(left, MR), min(cols, NR));
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

/** An empty sum: C = beta · C + bias. */
function scaleOnly(rows: i32, cols: i32, c: usize, bias: usize): void {
  memory.fill(workspace, 0, NC * 4);
  for (let j = 0; j < cols; j += NC) {
    merge(rows, min(NC, cols - j), workspace, 0, c + (j << 2), bias ? bias + (j << 2) : 0);
  }
}
