/**
 * The micro-kernel of gemm: a tile of MR × 8 elements of C, held in registers over a run of k.
 *
 *   C(rows×cols) = alpha · Σp A(·,p) B(p,·) + beta · C + bias
 *
 * A is read along its rows and B eight (or four) columns at a time from any stride, so that the same loop
 * serves packed panels and matrices in place. Every element is summed in the order of p, at the edges too.
 */

import { madd } from './simd';
import { workspace, WORKSPACE_BYTES } from './workspace';

/** Rows and columns of a tile. */
export const MR: i32 = 5;
export const NR: i32 = 8;

/** Bytes from one p to the next in a packed panel of B. */
export const PANEL_STEP: i32 = NR * 4;

/** Bytes at the end of the workspace for a tile that overhangs C. */
export const EDGE_BYTES: i32 = MR * PANEL_STEP;

// What stays the same from tile to tile. Strides in bytes.
let aRow: i32 = 0;
let bStep: i32 = 0;
let cRow: i32 = 0;
let scaleAB: f32 = 1;
let scaleC: f32 = 0;

/** Strides in bytes: of A from row to row, and of B from one p to the next unless B is packed. */
export function setOperands(rowA: i32, stepB: i32): void {
  aRow = rowA;
  bStep = stepB;
}

/** How sums are put into C: alpha, beta, and the stride of C from row to row in bytes. */
export function setTarget(alpha: f32, beta: f32, rowC: i32): void {
  scaleAB = alpha;
  scaleC = beta;
  cRow = rowC;
}

/** A tile of rows ≤ MR by cols ≤ 8, with B packed. k ≥ 1; `bias` may be 0. */
export function tile(k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  tileOf(true, k, a, b, c, bias, rows, cols);
}

/** The same with B in place, of which it reads 4 columns if cols ≤ 4, else 8. */
export function tileInPlace(k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  tileOf(false, k, a, b, c, bias, rows, cols);
}

/**
 * Four steps of p in each iteration, each behind its own test. The tests serve a k that is not a multiple of four, and they
 * hold V8 before version 13 back from moving the loads of a block ahead of its arithmetic, which would need more
 * registers than there are. With them, and with the sums stored in reverse order, it emits the steps as written; a step
 * needs 14 of the 15 registers.
 */
// @ts-ignore: decorator
@inline
function tileOf(packed: bool, k: i32, a: usize, b: usize, c: usize, bias: usize, rows: i32, cols: i32): void {
  // these masks change nothing, but spare V8 from extending the pointers to 64 bits in each step
  let a0 = a & ~3;
  b &= ~3;
  // rows beyond the last one read the last one again, and their sums are dropped
  let a1 = a0 + (rows > 1 ? aRow : 0);
  let a2 = a1 + (rows > 2 ? aRow : 0);
  let a3 = a2 + (rows > 3 ? aRow : 0);
  let a4 = a3 + (rows > 4 ? aRow : 0);
  const step: usize = packed ? PANEL_STEP : bStep;
  const second: usize = cols > 4 ? 16 : 0;
  let c00 = f32x4.splat(0), c01 = c00;
  let c10 = c00, c11 = c00;
  let c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00;
  let c40 = c00, c41 = c00;
  do {
    if (k > 0) {
      const b0 = v128.load(b);
      const b1 = packed ? v128.load(b, 16) : v128.load(b + second);
      let s = v128.load32_splat(a0);
      c00 = madd(s, b0, c00);
      c01 = madd(s, b1, c01);
      s = v128.load32_splat(a1);
      c10 = madd(s, b0, c10);
      c11 = madd(s, b1, c11);
      s = v128.load32_splat(a2);
      c20 = madd(s, b0, c20);
      c21 = madd(s, b1, c21);
      s = v128.load32_splat(a3);
      c30 = madd(s, b0, c30);
      c31 = madd(s, b1, c31);
      s = v128.load32_splat(a4);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
      if (!packed) b += step;
    }
    if (k > 1) {
      const b0 = packed ? v128.load(b, PANEL_STEP) : v128.load(b);
      const b1 = packed ? v128.load(b, PANEL_STEP + 16) : v128.load(b + second);
      let s = v128.load32_splat(a0, 4);
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
      s = v128.load32_splat(a4, 4);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
      if (!packed) b += step;
    }
    if (k > 2) {
      const b0 = packed ? v128.load(b, 2 * PANEL_STEP) : v128.load(b);
      const b1 = packed ? v128.load(b, 2 * PANEL_STEP + 16) : v128.load(b + second);
      let s = v128.load32_splat(a0, 8);
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
      s = v128.load32_splat(a4, 8);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
      if (!packed) b += step;
    }
    if (k > 3) {
      const b0 = packed ? v128.load(b, 3 * PANEL_STEP) : v128.load(b);
      const b1 = packed ? v128.load(b, 3 * PANEL_STEP + 16) : v128.load(b + second);
      let s = v128.load32_splat(a0, 12);
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
      s = v128.load32_splat(a4, 12);
      c40 = madd(s, b0, c40);
      c41 = madd(s, b1, c41);
    }
    b += packed ? 4 * PANEL_STEP : step;
    a0 += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
    a4 += 16;
    k -= 4;
  } while (k > 0);

  // where the tile overhangs C, sums go through scratch memory: those of absent rows, or all if columns are missing
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
  // a loop that runs once keeps these loads and stores out of the block above
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
        c40 = f32x4.mul(c40, alpha);
        c41 = f32x4.mul(c41, alpha);
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
        c40 = addScaled(c40, beta, t4);
        c41 = addScaled(c41, beta, t4 + 16);
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
        c40 = f32x4.add(c40, b0);
        c41 = f32x4.add(c41, b1);
      }
    }
    v128.store(t4, c40);
    v128.store(t4, c41, 16);
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
