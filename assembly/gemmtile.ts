/**
 * The micro-kernel of gemm: a tile of MR × 8 elements of C, held in registers over a run of k.
 *
 *   C(rows×cols) = alpha · Σp A(·,p) B(p,·) + beta · C + bias
 *
 * A is read along its rows and B eight (or four) columns at a time from any stride, so that packed panels and
 * matrices as they lie go through the same loop. Every element is summed in the order of p, at the edges too.
 */

import { FUSED, madd } from './simd';
import { workspace, WORKSPACE_BYTES } from './workspace';

/** Rows and columns of a tile; a fused multiply-add needs no register for the product and affords more rows. */
export const MR: i32 = FUSED ? 6 : 4;
export const NR: i32 = 8;

/** Bytes from p to p in a packed panel of B. */
export const PANEL_STEP: i32 = NR * 4;

/** Bytes at the end of the workspace where a tile that overhangs C is put first. */
export const EDGE_BYTES: i32 = MR * PANEL_STEP;

// What stays the same from tile to tile. Strides in bytes.
let aRow: i32 = 0;
let bStep: i32 = 0;
let cRow: i32 = 0;
let scaleAB: f32 = 1;
let scaleC: f32 = 0;

/** Strides in bytes of A from row to row and of B from p to p, unless B is packed. */
export function setOperands(rowA: i32, stepB: i32): void {
  aRow = rowA;
  bStep = stepB;
}

/** How sums go into C: alpha, beta, and the stride of C from row to row in bytes. */
export function setTarget(alpha: f32, beta: f32, rowC: i32): void {
  scaleAB = alpha;
  scaleC = beta;
  cRow = rowC;
}

/** A tile of rows ≤ MR by cols ≤ 8, of a packed B. k ≥ 1; `bias` may be 0. */
export function tile(k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  tileOf(true, k, a, b, c, bias, rows, cols);
}

/** The same of B as it lies. Reads 4 columns of it where cols ≤ 4, else 8. */
export function tileInPlace(k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  tileOf(false, k, a, b, c, bias, rows, cols);
}

/**
 * V8 before 13 moves all loads of a basic block ahead of its arithmetic, so a block may load only what the
 * 15 registers hold besides the sums. An exit cuts the block: where the registers are full, after each row,
 * by a test that never succeeds (no row is at address 0); else where k may end, which also allows to
 * write out four steps of p.
 */
// @ts-ignore: decorator
@inline
function tileOf(packed: bool, k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  let a0 = a;
  // rows beyond the last one read the last again; their sums are dropped
  let a1 = rows > 1 ? a0 + aRow : a0;
  let a2 = rows > 2 ? a1 + aRow : a1;
  let a3 = rows > 3 ? a2 + aRow : a2;
  let a4 = rows > 4 ? a3 + aRow : a3;
  let a5 = rows > 5 ? a4 + aRow : a4;
  const step: usize = packed ? PANEL_STEP : bStep;
  const second: usize = cols > 4 ? 16 : 0;
  let c00 = f32x4.splat(0), c01 = c00;
  let c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00;
  let c40 = c00, c41 = c00;
  let c50 = c00, c51 = c00;
  if (FUSED) {
    // pointers that step before they are read: V8 extends what it has just added for nothing
    b -= step;
    a0 -= 4;
    a1 -= 4;
    a2 -= 4;
    a3 -= 4;
    a4 -= 4;
    a5 -= 4;
  }
  do {
    if (FUSED) {
      b += step;
      a0 += 4;
    }
    let b0 = v128.load(b);
    let b1 = packed ? v128.load(b, 16) : v128.load(b + second);
    let s = v128.load32_splat(a0);
    c00 = madd(s, b0, c00);
    c01 = madd(s, b1, c01);
    if (FUSED && !a0) break;
    if (FUSED) a1 += 4;
    s = v128.load32_splat(a1);
    c10 = madd(s, b0, c10);
    c11 = madd(s, b1, c11);
    if (FUSED && !a1) break;
    if (FUSED) a2 += 4;
    s = v128.load32_splat(a2);
    c20 = madd(s, b0, c20);
    c21 = madd(s, b1, c21);
    if (FUSED && !a2) break;
    if (FUSED) a3 += 4;
    s = v128.load32_splat(a3);
    c30 = madd(s, b0, c30);
    c31 = madd(s, b1, c31);
    if (FUSED) {
      if (!a3) break;
      if (rows > 4) {
        a4 += 4;
        s = v128.load32_splat(a4);
        c40 = madd(s, b0, c40);
        c41 = madd(s, b1, c41);
        if (!a4) break;
        a5 += 4;
        s = v128.load32_splat(a5);
        c50 = madd(s, b0, c50);
        c51 = madd(s, b1, c51);
      }
      k--;
    } else {
      if (k == 1) break;
      if (!packed) b += step;
      b0 = packed ? v128.load(b, PANEL_STEP) : v128.load(b);
      b1 = packed ? v128.load(b, PANEL_STEP + 16) : v128.load(b + second);
      s = v128.load32_splat(a0, 4);
      c00 = madd(s, b0, c00);
      c01 = madd(s, b1, c01);
      s = v128.load32_splat(a1, 4);
      c10 = madd(s, b0, c10);
      c11 = madd(s, b1, c11);
      s = v128.load32_splat(a2, 4);
      c20 = madd(s, b0, c20);
      c21 = madd(s, b1, c21);
      s = v128.load32_splat(a3, 4);
      c30 = madd(s, b0, c30);
      c31 = madd(s, b1, c31);
      if (k == 2) break;
      if (!packed) b += step;
      b0 = packed ? v128.load(b, 2 * PANEL_STEP) : v128.load(b);
      b1 = packed ? v128.load(b, 2 * PANEL_STEP + 16) : v128.load(b + second);
      s = v128.load32_splat(a0, 8);
      c00 = madd(s, b0, c00);
      c01 = madd(s, b1, c01);
      s = v128.load32_splat(a1, 8);
      c10 = madd(s, b0, c10);
      c11 = madd(s, b1, c11);
      s = v128.load32_splat(a2, 8);
      c20 = madd(s, b0, c20);
      c21 = madd(s, b1, c21);
      s = v128.load32_splat(a3, 8);
      c30 = madd(s, b0, c30);
      c31 = madd(s, b1, c31);
      if (k == 3) break;
      if (!packed) b += step;
      b0 = packed ? v128.load(b, 3 * PANEL_STEP) : v128.load(b);
      b1 = packed ? v128.load(b, 3 * PANEL_STEP + 16) : v128.load(b + second);
      s = v128.load32_splat(a0, 12);
      c00 = madd(s, b0, c00);
      c01 = madd(s, b1, c01);
      s = v128.load32_splat(a1, 12);
      c10 = madd(s, b0, c10);
      c11 = madd(s, b1, c11);
      s = v128.load32_splat(a2, 12);
      c20 = madd(s, b0, c20);
      c21 = madd(s, b1, c21);
      s = v128.load32_splat(a3, 12);
      c30 = madd(s, b0, c30);
      c31 = madd(s, b1, c31);
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      b += packed ? 4 * PANEL_STEP : step;
      k -= 4;
    }
  } while (k);

  // where the tile overhangs C, its sums go by way of scratch memory: rows of no use, or all for want of columns
  const scratch = workspace + WORKSPACE_BYTES - EDGE_BYTES;
  const whole = cols == NR;
  let t = c;
  let row = cRow;
  if (!whole) {
    t = scratch;
    row = PANEL_STEP;
  }
  const t0 = t;
  const t1 = rows > 1 ? t0 + row : scratch;
  const t2 = rows > 2 ? t1 + row : scratch;
  const t3 = rows > 3 ? t2 + row : scratch;
  const t4 = rows > 4 ? t3 + row : scratch;
  const t5 = rows > 5 ? t4 + row : scratch;
  // a loop of one trip, lest its loads and stores join the block above
  do {
    if (whole) {
      if (scaleAB != 1) {
        const alpha = f32x4.splat(scaleAB);
        c00 = f32x4.mul(c00, alpha);
        c01 = f32x4.mul(c01, alpha);
        c10 = f32x4.mul(c10, alpha);
        c11 = f32x4.mul(c11, alpha);
        c20 = f32x4.mul(c20, alpha);
        c21 = f32x4.mul(c21, alpha);
        c30 = f32x4.mul(c30, alpha);
        c31 = f32x4.mul(c31, alpha);
        if (FUSED) {
          c40 = f32x4.mul(c40, alpha);
          c41 = f32x4.mul(c41, alpha);
          c50 = f32x4.mul(c50, alpha);
          c51 = f32x4.mul(c51, alpha);
        }
      }
      if (scaleC != 0) {
        const beta = f32x4.splat(scaleC);
        c00 = addScaled(c00, beta, t0);
        c01 = addScaled(c01, beta, t0 + 16);
        c10 = addScaled(c10, beta, t1);
        c11 = addScaled(c11, beta, t1 + 16);
        c20 = addScaled(c20, beta, t2);
        c21 = addScaled(c21, beta, t2 + 16);
        c30 = addScaled(c30, beta, t3);
        c31 = addScaled(c31, beta, t3 + 16);
        if (FUSED) {
          c40 = addScaled(c40, beta, t4);
          c41 = addScaled(c41, beta, t4 + 16);
          c50 = addScaled(c50, beta, t5);
          c51 = addScaled(c51, beta, t5 + 16);
        }
      }
      if (bias) {
        const b0 = v128.load(bias);
        const b1 = v128.load(bias, 16);
        c00 = f32x4.add(c00, b0);
        c01 = f32x4.add(c01, b1);
        c10 = f32x4.add(c10, b0);
        c11 = f32x4.add(c11, b1);
        c20 = f32x4.add(c20, b0);
        c21 = f32x4.add(c21, b1);
        c30 = f32x4.add(c30, b0);
        c31 = f32x4.add(c31, b1);
        if (FUSED) {
          c40 = f32x4.add(c40, b0);
          c41 = f32x4.add(c41, b1);
          c50 = f32x4.add(c50, b0);
          c51 = f32x4.add(c51, b1);
        }
      }
    }
    if (FUSED) {
      v128.store(t5, c50);
      v128.store(t5, c51, 16);
      v128.store(t4, c40);
      v128.store(t4, c41, 16);
    }
    v128.store(t3, c30);
    v128.store(t3, c31, 16);
    v128.store(t2, c20);
    v128.store(t2, c21, 16);
    v128.store(t1, c10);
    v128.store(t1, c11, 16);
    v128.store(t0, c00);
    v128.store(t0, c01, 16);
  } while (!c);
  if (!whole) merge(rows, cols, scratch, PANEL_STEP, c, bias);
}

// @ts-ignore: decorator
@inline
function addScaled(v: v128, beta: v128, c: usize): v128 {
  return f32x4.add(v, f32x4.mul(v128.load(c), beta));
}

/** C(rows×cols) = alpha · T + beta · C + bias for finished sums T, `tRow` bytes from row to row. */
export function merge(rows: i32, cols: i32, t: usize, tRow: i32, c: usize, bias: usize): void {
  const alpha = scaleAB;
  const beta = scaleC;
  const fours = <usize>(cols >> 2) << 4;
  const bytes = <usize>cols << 2;
  do {
    let j: usize = 0;
    for (; j < fours; j += 16) {
      let v = f32x4.mul(f32x4.splat(alpha), v128.load(t + j));
      if (beta != 0) v = addScaled(v, f32x4.splat(beta), c + j);
      if (bias) v = f32x4.add(v, v128.load(bias + j));
      v128.store(c + j, v);
    }
    for (; j < bytes; j += 4) {
      let v = alpha * load<f32>(t + j);
      if (beta != 0) v += beta * load<f32>(c + j);
      if (bias) v += load<f32>(bias + j);
      store<f32>(c + j, v);
    }
    t += tRow;
    c += cRow;
  } while (--rows);
}
