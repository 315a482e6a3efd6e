/**
 * The matrix product for engines that turn pairs of neighbouring vectors into vectors of 256 bits. It has a binary of its
 * own, since its register tile of 6 × 16 is far too large for other engines. Small or rare products go to `gemm.ts`.
 *
 * Engines pair vectors only between loads and stores, so sums start from the tile of C or from a row of the bias or of zeros.
 */
import { gemm as narrow, workspace } from '../lib/borrowed';
import { blockSize, byRows, ROW_UNIT } from './gemm';
import { evenRun, transpose } from '../lib/gemm-pack';
import { NR as UNIT } from '../lib/gemm-tile';
import { madd, storeTail } from '../lib/simd';
import { WORKSPACE_BYTES } from '../lib/workspace';

const MR: i32 = 6;
const NR: i32 = 16;
const STEP: i32 = NR * 4;

/**
 * The greatest run of k between two visits of C, rows of A in a pass, columns of a packed B: as many as there is
 * room for. A is transposed anew for each run of columns, so there the runs are longer, and k is shorter.
 */
const KC: i32 = 1024;
const KC_TRANSPOSED: i32 = 400;
const MC: i32 = 96;
const NC: i32 = 1024;

/** Bytes from row to row of a transposed A: not a power of two. */
const A_ROW: i32 = (KC_TRANSPOSED + 4) * 4;
/** In the workspace: panels of B, then A transposed, then a tile that overhangs C, then the row from which sums start. */
const START: i32 = WORKSPACE_BYTES - NC * 4 - STEP;
const EDGE: i32 = START - MR * STEP;
const A_OFFSET: i32 = EDGE - MC * A_ROW;

/** Products of fewer multiply-adds are not faster with wide tiles. */
const SMALL: i64 = 16 * 16 * 64;

/** `gemm` of `gemm.ts`, with the same blocks. */
export function gemm(
  begin: i32, end: i32, transA: i32, transB: i32, m: i32, n: i32, k: i32,
  alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  if (m < MR || n < NR || alpha != 1 || (beta != 0 && (beta != 1 || bias)) || <i64>m * n * k < SMALL) {
    narrow(begin, end, transA, transB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc, bias);
    return;
  }
  lda <<= 2;
  ldb <<= 2;
  ldc <<= 2;
  let rows = m;
  let cols = n;
  if (byRows(m, n)) {
    const block = blockSize(m, ROW_UNIT);
    const i = begin * block;
    rows = min(end * block, m) - i;
    a += transA ? i << 2 : i * lda;
    c += i * ldc;
  } else {
    const block = blockSize(n, UNIT);
    const j = begin * block;
    cols = min(end * block, n) - j;
    b += transB ? j * ldb : j << 2;
    c += j << 2;
    if (bias) bias += j << 2;
  }
  if (rows <= 0 || cols <= 0) return;
  const kc = evenRun(k, transA ? KC_TRANSPOSED : KC, 4);
  const next = ((kc + 3) & ~3) * STEP + 64;
  const nc = evenRun(cols, min(NC, A_OFFSET / next * NR), NR);
  for (let j = 0; j < cols; j += nc) {
    const jn = min(nc, cols - j);
    const start = workspace + START;
    memory.fill(start, 0, jn * 4 + STEP);
    if (bias) memory.copy(start, bias + (j << 2), jn * 4);
    for (let p = 0; p < k; p += kc) {
      const pn = min(kc, k - p);
      pack(pn, jn, b + (transB ? j * ldb + (p << 2) : p * ldb + (j << 2)), ldb, transB, workspace, next);
      for (let i = 0; i < rows; i += MC) {
        const im = min(MC, rows - i);
        let ai = a + (transA ? p * lda + (i << 2) : i * lda + (p << 2));
        let rowA = lda;
        if (transA) {
          transpose(pn, im, ai, lda, workspace + A_OFFSET, A_ROW);
          ai = workspace + A_OFFSET;
          rowA = A_ROW;
        }
        const first = p == 0 && beta == 0;
        let left = jn;
        let panel = workspace;
        let cj = c + i * ldc + (j << 2);
        let from = start;
        do {
          strip(pn, im, min(left, NR), ai, rowA, panel, cj, ldc, first ? from : 0);
          panel += next;
          cj += STEP;
          from += STEP;
          left -= NR;
        } while (left > 0);
      }
    }
  }
}

/** Packs op(B)(k×n) into panels of 16 columns as [p][16], `next` bytes apart. */
function pack(k: i32, n: i32, b: usize, ldb: i32, transB: i32, dst: usize, next: i32): void {
  while (n > 0) {
    const cols = min(n, NR);
    if (transB) {
      transpose(cols, k, b, ldb, dst, STEP);
      b += <usize>ldb << 4;
    } else {
      let s = b;
      let d = dst;
      let p = k;
      do {
        const x0 = v128.load(s);
        v128.store(d, x0);
        if (cols > 4) v128.store(d, v128.load(s, 16), 16);
        if (cols > 8) v128.store(d, v128.load(s, 32), 32);
        if (cols > 12) v128.store(d, v128.load(s, 48), 48);
        s += ldb;
        d += STEP;
      } while (--p);
      b += STEP;
    }
    dst += next;
    n -= NR;
  }
}

/** The tiles of a strip of C of up to 16 columns. The sums start from `from`, the same for every row, or from C if it is 0. */
function strip(
  k: i32, rows: i32, cols: i32, a: usize, rowA: i32, b: usize, c: usize, rowC: i32, from: usize,
): void {
  do {
    const height = min(rows, MR);
    if (height == MR && cols == NR) {
      tile(k, a, rowA, rowA, rowA, rowA, rowA, b, from ? from : c, from ? 0 : rowC, c, rowC);
    } else {
      const edge = workspace + EDGE;
      if (!from) copyTile(height, cols, edge, STEP, c, rowC);
      // rows beyond the last one read the last one again, and their sums are dropped
      tile(
        k, a, height > 1 ? rowA : 0, height > 2 ? rowA : 0, height > 3 ? rowA : 0, height > 4 ? rowA : 0,
        height > 5 ? rowA : 0, b, from ? from : edge, from ? 0 : STEP, edge, STEP,
      );
      copyTile(height, cols, c, rowC, edge, STEP);
    }
    a += rowA * MR;
    c += rowC * MR;
    rows -= MR;
  } while (rows > 0);
}

function copyTile(rows: i32, cols: i32, to: usize, toRow: i32, from: usize, fromRow: i32): void {
  do {
    let j = cols;
    let s = from;
    let d = to;
    while (j >= 4) {
      v128.store(d, v128.load(s));
      s += 16;
      d += 16;
      j -= 4;
    }
    storeTail(d, v128.load(s), j);
    to += toRow;
    from += fromRow;
  } while (--rows);
}

/** C(6×16) = from + Σp A(·,p) B(p,·), four steps of p in each iteration; the rows of A are r1 … r5 bytes apart. */
function tile(
  k: i32, a: usize, r1: i32, r2: i32, r3: i32, r4: i32, r5: i32, b: usize, from: usize, fromRow: i32, c: usize, rowC: i32,
): void {
  // these masks change nothing, but spare V8 from extending the pointers to 64 bits in each step
  let a0 = a & ~3;
  b &= ~3;
  let a1 = a0 + r1;
  let a2 = a1 + r2;
  let a3 = a2 + r3;
  let a4 = a3 + r4;
  let a5 = a4 + r5;
  let c00 = v128.load(from), c01 = v128.load(from, 16), c02 = v128.load(from, 32), c03 = v128.load(from, 48);
  from += fromRow;
  let c10 = v128.load(from), c11 = v128.load(from, 16), c12 = v128.load(from, 32), c13 = v128.load(from, 48);
  from += fromRow;
  let c20 = v128.load(from), c21 = v128.load(from, 16), c22 = v128.load(from, 32), c23 = v128.load(from, 48);
  from += fromRow;
  let c30 = v128.load(from), c31 = v128.load(from, 16), c32 = v128.load(from, 32), c33 = v128.load(from, 48);
  from += fromRow;
  let c40 = v128.load(from), c41 = v128.load(from, 16), c42 = v128.load(from, 32), c43 = v128.load(from, 48);
  from += fromRow;
  let c50 = v128.load(from), c51 = v128.load(from, 16), c52 = v128.load(from, 32), c53 = v128.load(from, 48);
  do {
    if (k > 0) {
      const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
      let s = v128.load32_splat(a0);
      c00 = madd(s, b0, c00), c01 = madd(s, b1, c01), c02 = madd(s, b2, c02), c03 = madd(s, b3, c03);
      s = v128.load32_splat(a1);
      c10 = madd(s, b0, c10), c11 = madd(s, b1, c11), c12 = madd(s, b2, c12), c13 = madd(s, b3, c13);
      s = v128.load32_splat(a2);
      c20 = madd(s, b0, c20), c21 = madd(s, b1, c21), c22 = madd(s, b2, c22), c23 = madd(s, b3, c23);
      s = v128.load32_splat(a3);
      c30 = madd(s, b0, c30), c31 = madd(s, b1, c31), c32 = madd(s, b2, c32), c33 = madd(s, b3, c33);
      s = v128.load32_splat(a4);
      c40 = madd(s, b0, c40), c41 = madd(s, b1, c41), c42 = madd(s, b2, c42), c43 = madd(s, b3, c43);
      s = v128.load32_splat(a5);
      c50 = madd(s, b0, c50), c51 = madd(s, b1, c51), c52 = madd(s, b2, c52), c53 = madd(s, b3, c53);
    }
    if (k > 1) {
      const b0 = v128.load(b, STEP), b1 = v128.load(b, STEP + 16), b2 = v128.load(b, STEP + 32), b3 = v128.load(b, STEP + 48);
      let s = v128.load32_splat(a0, 4);
      c00 = madd(s, b0, c00), c01 = madd(s, b1, c01), c02 = madd(s, b2, c02), c03 = madd(s, b3, c03);
      s = v128.load32_splat(a1, 4);
      c10 = madd(s, b0, c10), c11 = madd(s, b1, c11), c12 = madd(s, b2, c12), c13 = madd(s, b3, c13);
      s = v128.load32_splat(a2, 4);
      c20 = madd(s, b0, c20), c21 = madd(s, b1, c21), c22 = madd(s, b2, c22), c23 = madd(s, b3, c23);
      s = v128.load32_splat(a3, 4);
      c30 = madd(s, b0, c30), c31 = madd(s, b1, c31), c32 = madd(s, b2, c32), c33 = madd(s, b3, c33);
      s = v128.load32_splat(a4, 4);
      c40 = madd(s, b0, c40), c41 = madd(s, b1, c41), c42 = madd(s, b2, c42), c43 = madd(s, b3, c43);
      s = v128.load32_splat(a5, 4);
      c50 = madd(s, b0, c50), c51 = madd(s, b1, c51), c52 = madd(s, b2, c52), c53 = madd(s, b3, c53);
    }
    if (k > 2) {
      const b0 = v128.load(b, 2 * STEP), b1 = v128.load(b, 2 * STEP + 16), b2 = v128.load(b, 2 * STEP + 32), b3 = v128.load(b, 2 * STEP + 48);
      let s = v128.load32_splat(a0, 8);
      c00 = madd(s, b0, c00), c01 = madd(s, b1, c01), c02 = madd(s, b2, c02), c03 = madd(s, b3, c03);
      s = v128.load32_splat(a1, 8);
      c10 = madd(s, b0, c10), c11 = madd(s, b1, c11), c12 = madd(s, b2, c12), c13 = madd(s, b3, c13);
      s = v128.load32_splat(a2, 8);
      c20 = madd(s, b0, c20), c21 = madd(s, b1, c21), c22 = madd(s, b2, c22), c23 = madd(s, b3, c23);
      s = v128.load32_splat(a3, 8);
      c30 = madd(s, b0, c30), c31 = madd(s, b1, c31), c32 = madd(s, b2, c32), c33 = madd(s, b3, c33);
      s = v128.load32_splat(a4, 8);
      c40 = madd(s, b0, c40), c41 = madd(s, b1, c41), c42 = madd(s, b2, c42), c43 = madd(s, b3, c43);
      s = v128.load32_splat(a5, 8);
      c50 = madd(s, b0, c50), c51 = madd(s, b1, c51), c52 = madd(s, b2, c52), c53 = madd(s, b3, c53);
    }
    if (k > 3) {
      const b0 = v128.load(b, 3 * STEP), b1 = v128.load(b, 3 * STEP + 16), b2 = v128.load(b, 3 * STEP + 32), b3 = v128.load(b, 3 * STEP + 48);
      let s = v128.load32_splat(a0, 12);
      c00 = madd(s, b0, c00), c01 = madd(s, b1, c01), c02 = madd(s, b2, c02), c03 = madd(s, b3, c03);
      s = v128.load32_splat(a1, 12);
      c10 = madd(s, b0, c10), c11 = madd(s, b1, c11), c12 = madd(s, b2, c12), c13 = madd(s, b3, c13);
      s = v128.load32_splat(a2, 12);
      c20 = madd(s, b0, c20), c21 = madd(s, b1, c21), c22 = madd(s, b2, c22), c23 = madd(s, b3, c23);
      s = v128.load32_splat(a3, 12);
      c30 = madd(s, b0, c30), c31 = madd(s, b1, c31), c32 = madd(s, b2, c32), c33 = madd(s, b3, c33);
      s = v128.load32_splat(a4, 12);
      c40 = madd(s, b0, c40), c41 = madd(s, b1, c41), c42 = madd(s, b2, c42), c43 = madd(s, b3, c43);
      s = v128.load32_splat(a5, 12);
      c50 = madd(s, b0, c50), c51 = madd(s, b1, c51), c52 = madd(s, b2, c52), c53 = madd(s, b3, c53);
    }
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    a5 += 16;
    b += 4 * STEP;
    k -= 4;
  } while (k > 0);
  v128.store(c, c00), v128.store(c, c01, 16), v128.store(c, c02, 32), v128.store(c, c03, 48);
  c += rowC;
  v128.store(c, c10), v128.store(c, c11, 16), v128.store(c, c12, 32), v128.store(c, c13, 48);
  c += rowC;
  v128.store(c, c20), v128.store(c, c21, 16), v128.store(c, c22, 32), v128.store(c, c23, 48);
  c += rowC;
  v128.store(c, c30), v128.store(c, c31, 16), v128.store(c, c32, 32), v128.store(c, c33, 48);
  c += rowC;
  v128.store(c, c40), v128.store(c, c41, 16), v128.store(c, c42, 32), v128.store(c, c43, 48);
  c += rowC;
  v128.store(c, c50), v128.store(c, c51, 16), v128.store(c, c52, 32), v128.store(c, c53, 48);
}
