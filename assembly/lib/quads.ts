/**
 * Softmax of four positions at once, one in each lane. Where inner > 1 they lie side by side; short rows are faster this
 * way once they are transposed into columns.
 */
import { expNonPositive, log } from './math';
import { BLOCK, EXP, isSmall, promoteHigh, SOFT, storeLanes, SUM, withSubnormal } from './rows';
import { workspace } from './workspace';

/** Rows of fewer classes than this, a step of the sweep, are done four at a time. */
export const SHORT: i32 = 16;

/** Where `quad` leaves the four maxima, and after them the four log Σ: in the workspace, after the columns. */
export const MAXIMA: usize = <usize>SHORT << 4;

/** As many terms in a lane as BLOCK gives each lane in a row. */
export const LANE_BLOCK: i32 = BLOCK / 4;

/** Four float64 sums in float32. */
// @ts-ignore: decorator
@inline
export function demote(low: v128, high: v128): v128 {
  const a = f32x4.demote_f64x2_zero(low);
  const b = f32x4.demote_f64x2_zero(high);
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/**
 * logSoftmax (LOG), softmax (EXP, or SOFT for subnormal results too) or logsumexp (SUM) of four positions, `count` of which are there. Class c of them
 * is at x and y + c · stride bytes; logsumexp goes to y. x and y may be the same, but for SOFT.
 */
export function quad(mode: i32, C: i32, y: usize, x: usize, stride: usize, count: i32): void {
  let m = f32x4.splat(-Infinity);
  let nan = f32x4.splat(0);
  let p: usize = 0;
  let c = C;
  do {
    const v = v128.load(x + p);
    m = f32x4.pmax(m, v);
    nan = v128.or(nan, f32x4.ne(v, v));
    p += stride;
  } while (--c);
  m = v128.or(m, nan);
  let low = f64x2.splat(0);
  let high = low;
  let left = C;
  let small = i32x4.splat(-1);
  p = 0;
  do {
    let n = min(left, LANE_BLOCK);
    left -= n;
    let sum = f32x4.splat(0);
    do {
      const e = expNonPositive(f32x4.sub(v128.load(x + p), m));
      sum = f32x4.add(sum, e);
      if (mode == SOFT) small = v128.and(small, e);
      if (mode >= EXP) storeLanes(y + p, e, count);
      p += stride;
    } while (--n);
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, promoteHigh(sum));
  } while (left > 0);
  let s = demote(low, high);
  const l = log(s);
  v128.store(workspace + MAXIMA, m);
  v128.store(workspace + MAXIMA, l, 16);
  s = mode >= EXP ? f32x4.div(f32x4.splat(1), s) : l;
  if (mode == SUM) {
    const infinite = f32x4.eq(f32x4.abs(m), f32x4.splat(Infinity));
    storeLanes(y, v128.bitselect(m, f32x4.add(m, s), infinite), count);
    return;
  }
  p = 0;
  c = C;
  do {
    const v = mode >= EXP ? f32x4.mul(v128.load(y + p), s) : f32x4.sub(f32x4.sub(v128.load(x + p), m), s);
    storeLanes(y + p, v, count);
    p += stride;
  } while (--c);
  if (mode == SOFT && isSmall(small)) addSubnormal(C, y, x, stride, count, m, s);
}

/** Gives y = e(x − m) · s the subnormal numbers that became 0. */
function addSubnormal(C: i32, y: usize, x: usize, stride: usize, count: i32, m: v128, s: v128): void {
  do {
    storeLanes(y, withSubnormal(v128.load(y), v128.load(x), m, s), count);
    y += stride;
    x += stride;
  } while (--C);
}

/** Transposes up to four rows of C classes at x into columns in the workspace; the last row stands in for absent ones. */
export function gatherRows(x: usize, rows: i32, C: i32): void {
  const bytes = <usize>C << 2;
  const x1 = rows > 1 ? x + bytes : x;
  const x2 = rows > 2 ? x1 + bytes : x1;
  const x3 = rows > 3 ? x2 + bytes : x2;
  let to = workspace;
  for (let p: usize = 0; p < bytes; p += 4) {
    let v = v128.load32_zero(x + p);
    v = v128.load32_lane(x1 + p, v, 1);
    v = v128.load32_lane(x2 + p, v, 2);
    v128.store(to, v128.load32_lane(x3 + p, v, 3));
    to += 16;
  }
}

/** Transposes them, or other columns, back into y. The lanes of absent rows are stored to the last one, so they must hold the same values. */
export function scatterRows(y: usize, rows: i32, C: i32, from: usize = workspace): void {
  const bytes = <usize>C << 2;
  const y1 = rows > 1 ? y + bytes : y;
  const y2 = rows > 2 ? y1 + bytes : y1;
  const y3 = rows > 3 ? y2 + bytes : y2;
  for (let p: usize = 0; p < bytes; p += 4) {
    const v = v128.load(from);
    v128.store32_lane(y + p, v, 0);
    v128.store32_lane(y1 + p, v, 1);
    v128.store32_lane(y2 + p, v, 2);
    v128.store32_lane(y3 + p, v, 3);
    from += 16;
  }
}
