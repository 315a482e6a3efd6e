/**
 * Products too thin for register tiles of C, with all matrices in place:
 *
 *   dots           C(m×n) = alpha · A(m×k) · B(n×k)ᵀ + beta · C + bias, for few rows or little work; sums run along k
 *   vectorProduct  y(n) = Σp x(p) · op(M)(p,·), where one of gemm's sizes is 1
 */

import { evenRun } from './gemm-pack';
import { merge, setTarget } from './gemm-tile';
import { FUSED, madd, storeTail, tailMask } from './simd';
import { workspace } from './workspace';

/** The four sums over the lanes of x0 … x3. */
// @ts-ignore: decorator
@inline
function sumEach(x0: v128, x1: v128, x2: v128, x3: v128): v128 {
  const s01 = f32x4.add(v128.shuffle<i32>(x0, x1, 0, 4, 1, 5), v128.shuffle<i32>(x0, x1, 2, 6, 3, 7));
  const s23 = f32x4.add(v128.shuffle<i32>(x2, x3, 0, 4, 1, 5), v128.shuffle<i32>(x2, x3, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i64>(s01, s23, 0, 2), v128.shuffle<i64>(s01, s23, 1, 3));
}

/** Stores alpha · v + beta · C + bias into the first `count` columns of a row of C. */
// @ts-ignore: decorator
@inline
function finish(v: v128, alpha: f32, beta: f32, c: usize, bias: usize, count: i32): void {
  if (alpha != 1) v = f32x4.mul(v, f32x4.splat(alpha));
  if (beta != 0) v = f32x4.add(v, f32x4.mul(v128.load(c), f32x4.splat(beta)));
  if (bias) v = f32x4.add(v, v128.load(bias));
  if (count >= 4) v128.store(c, v);
  else storeTail(c, v, count);
}

/** Tiles of 2 × 4 dot products. Strides in bytes; k ≥ 1. Writes C(m×n), which it reads where beta is not 0. */
export function dots(
  m: i32, n: i32, k: i32, alpha: f32, a: usize, lda: i32, b: usize, ldb: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  const mask = tailMask(k & 3);
  do {
    let b0 = b;
    // beyond an edge, the last row is read again and its sums are dropped
    let b1 = n > 1 ? b0 + ldb : b0;
    let b2 = n > 2 ? b1 + ldb : b1;
    let b3 = n > 3 ? b2 + ldb : b2;
    let ai = a;
    let ci = c;
    let i = m;
    do {
      let a0 = ai;
      let a1 = i > 1 ? a0 + lda : a0;
      let x00 = f32x4.splat(0), x01 = x00, x02 = x00, x03 = x00;
      let x10 = x00, x11 = x00, x12 = x00, x13 = x00;
      let p = k >> 2;
      if (p) {
        do {
          const u0 = v128.load(a0);
          const u1 = v128.load(a1);
          let w = v128.load(b0);
          x00 = madd(u0, w, x00);
          x10 = madd(u1, w, x10);
          w = v128.load(b1);
          x01 = madd(u0, w, x01);
          x11 = madd(u1, w, x11);
          w = v128.load(b2);
          x02 = madd(u0, w, x02);
          x12 = madd(u1, w, x12);
          w = v128.load(b3);
          x03 = madd(u0, w, x03);
          x13 = madd(u1, w, x13);
          a0 += 16;
          a1 += 16;
          b0 += 16;
          b1 += 16;
          b2 += 16;
          b3 += 16;
        } while (--p);
      }
      if (k & 3) {
        const u0 = v128.and(v128.load(a0), mask);
        const u1 = v128.and(v128.load(a1), mask);
        let w = v128.and(v128.load(b0), mask);
        x00 = madd(u0, w, x00);
        x10 = madd(u1, w, x10);
        w = v128.and(v128.load(b1), mask);
        x01 = madd(u0, w, x01);
        x11 = madd(u1, w, x11);
        w = v128.and(v128.load(b2), mask);
        x02 = madd(u0, w, x02);
        x12 = madd(u1, w, x12);
        w = v128.and(v128.load(b3), mask);
        x03 = madd(u0, w, x03);
        x13 = madd(u1, w, x13);
      }
      finish(sumEach(x00, x01, x02, x03), alpha, beta, ci, bias, n);
      if (i > 1) finish(sumEach(x10, x11, x12, x13), alpha, beta, ci + ldc, bias, n);
      const back = (k >> 2) << 4;
      b0 -= back;
      b1 -= back;
      b2 -= back;
      b3 -= back;
      ai += lda << 1;
      ci += ldc << 1;
      i -= 2;
    } while (i > 0);
    b += <usize>ldb << 2;
    c += 16;
    if (bias) bias += 16;
    n -= 4;
  } while (n > 0);
}

/** Outputs in a strip, and values of x in a run: both stay in the first-level cache. */
const STRIP: i32 = 1024;
const RUN: i32 = 2048;
const X_OFFSET: i32 = (STRIP + 16) * 4;

/**
 * y(n) = alpha · Σp x(p) op(M)(p,·) + beta · y + bias, strides in bytes: dx from one x(p) to the next, ldm from
 * row to row of M as stored, which is (n×k) if `rowwise` and else (k×n). y is a `rows` × `cols` part of a matrix, one of
 * whose sides is 1; bias belongs to its columns.
 */
export function vectorProduct(
  rowwise: bool, rows: i32, cols: i32, k: i32,
  alpha: f32, x: usize, dx: i32, mat: usize, ldm: i32, beta: f32, c: usize, ldc: i32, bias: usize,
): void {
  const n = rows * cols;
  const kc = evenRun(k, RUN, 4);
  for (let p = 0; p < k; p += kc) {
    const pn = min(kc, k - p);
    let xp = x + p * dx;
    if (rowwise && dx != 4) {
      const packed = workspace + X_OFFSET;
      for (let i = 0; i < pn; i++) {
        store<f32>(packed + (i << 2), load<f32>(xp));
        xp += dx;
      }
      xp = packed;
    }
    setTarget(alpha, p ? 1 : beta, ldc);
    for (let j = 0; j < n; j += STRIP) {
      const jn = min(STRIP, n - j);
      if (rowwise) dotRows(jn, pn, xp, mat + j * ldm + (p << 2), ldm);
      else addRows(jn, pn, xp, dx, mat + p * ldm + (j << 2), ldm);
      const jBias = bias && !p ? bias : 0;
      if (cols > 1) merge(1, jn, workspace, 0, c + (j << 2), jBias ? jBias + (j << 2) : 0);
      else merge(jn, 1, workspace, 4, c + j * ldc, jBias);
    }
  }
}

/** sums(n) at the workspace: the dot products of x(k) with the rows of M(n×k). Writes up to 3 more sums. */
function dotRows(n: i32, k: i32, x: usize, mat: usize, ldm: i32): void {
  const mask = tailMask(k & 3);
  let sums = workspace;
  do {
    let u = x;
    let r0 = mat;
    let r1 = n > 1 ? r0 + ldm : r0;
    let r2 = n > 2 ? r1 + ldm : r1;
    let r3 = n > 3 ? r2 + ldm : r2;
    let x0 = f32x4.splat(0), x1 = x0, x2 = x0, x3 = x0;
    // a fused multiply-add waits longer for the one before it, so a row has two sums
    let y0 = x0, y1 = x0, y2 = x0, y3 = x0;
    let p = k >> 2;
    if (p) {
      do {
        let w = v128.load(u);
        x0 = madd(w, v128.load(r0), x0);
        x1 = madd(w, v128.load(r1), x1);
        x2 = madd(w, v128.load(r2), x2);
        x3 = madd(w, v128.load(r3), x3);
        if (FUSED) {
          if (p == 1) break;
          w = v128.load(u, 16);
          y0 = madd(w, v128.load(r0, 16), y0);
          y1 = madd(w, v128.load(r1, 16), y1);
          y2 = madd(w, v128.load(r2, 16), y2);
          y3 = madd(w, v128.load(r3, 16), y3);
          p--;
        }
        u += FUSED ? 32 : 16;
        r0 += FUSED ? 32 : 16;
        r1 += FUSED ? 32 : 16;
        r2 += FUSED ? 32 : 16;
        r3 += FUSED ? 32 : 16;
      } while (--p);
    }
    if (k & 3) {
      // after an odd number of vectors, the pointers of the pairs are one vector behind
      const odd: usize = FUSED ? (k & 4) << 2 : 0;
      const w = v128.and(v128.load(u + odd), mask);
      x0 = madd(w, v128.and(v128.load(r0 + odd), mask), x0);
      x1 = madd(w, v128.and(v128.load(r1 + odd), mask), x1);
      x2 = madd(w, v128.and(v128.load(r2 + odd), mask), x2);
      x3 = madd(w, v128.and(v128.load(r3 + odd), mask), x3);
    }
    if (FUSED) {
      x0 = f32x4.add(x0, y0);
      x1 = f32x4.add(x1, y1);
      x2 = f32x4.add(x2, y2);
      x3 = f32x4.add(x3, y3);
    }
    v128.store(sums, sumEach(x0, x1, x2, x3));
    sums += 16;
    mat += <usize>ldm << 2;
    n -= 4;
  } while (n > 0);
}

/** sums(n) at the workspace: the rows of M(k×n), each times its x, added up. Writes up to 3 more sums. */
function addRows(n: i32, k: i32, x: usize, dx: i32, mat: usize, ldm: i32): void {
  const sums = workspace;
  memory.fill(sums, 0, (n << 2) + 12);
  while (k >= 4) {
    const x0 = v128.load32_splat(x);
    x += dx;
    const x1 = v128.load32_splat(x);
    x += dx;
    const x2 = v128.load32_splat(x);
    x += dx;
    const x3 = v128.load32_splat(x);
    x += dx;
    let r0 = mat;
    let r1 = r0 + ldm;
    let r2 = r1 + ldm;
    let r3 = r2 + ldm;
    let y = sums;
    let j = n;
    do {
      let v = madd(x0, v128.load(r0), v128.load(y));
      v = madd(x1, v128.load(r1), v);
      v = madd(x2, v128.load(r2), v);
      v = madd(x3, v128.load(r3), v);
      v128.store(y, v);
      r0 += 16;
      r1 += 16;
      r2 += 16;
      r3 += 16;
      y += 16;
      j -= 4;
    } while (j > 0);
    mat += <usize>ldm << 2;
    k -= 4;
  }
  while (k > 0) {
    const x0 = v128.load32_splat(x);
    let r0 = mat;
    let y = sums;
    let j = n;
    do {
      v128.store(y, madd(x0, v128.load(r0), v128.load(y)));
      r0 += 16;
      y += 16;
      j -= 4;
    } while (j > 0);
    x += dx;
    mat += ldm;
    k--;
  }
}
