/**
 * Softmax over the middle dimension of x [outer, C, inner], its logarithm, and logsumexp:
 *
 *   m = max_c x_c,  Σ = Σ_c exp(x_c − m)
 *   logSoftmax  y_c = (x_c − m) − log Σ      softmax  y_c = exp(x_c − m) / Σ      logsumexp  out = m + log Σ
 * The largest exponent is 0, so nothing overflows. A row with +∞ or NaN, or only of −∞, becomes NaN (∞ − ∞), except for
 * logsumexp, which gives +∞, NaN and −∞.
 *
 * Unit of every kernel: UNIT neighbouring inner positions (fewer at the end of a run), outer · ⌈inner / UNIT⌉ in all; for
 * inner = 1 a unit is a row. Sums are in float32 lanes, 256 terms in each, with a float64 total. Outputs may not overlap
 * inputs.
 */
import { expects } from '../lib/expects';
import { expNonPositive, log64 } from '../lib/math';
import { demote, gatherRows, LANE_BLOCK, MAXIMA, quad, scatterRows, SHORT } from '../lib/quads';
import {
  addSubnormal, EXP, expRow, finishRow, hasSmall, LOG, maxAfter, promoteHigh, rowDot, rowMax, SOFT, storeLanes, SUM,
  sumLanes64, sweep,
} from '../lib/rows';
import { nmadd, tailMask } from '../lib/simd';
import { workspace } from '../lib/workspace';

/** In the workspace: softmax of short rows, behind their columns, maxima and log Σ. */
const RESULTS: usize = MAXIMA + 64;

/** The neighbouring inner positions of a unit, one for each lane of a vector. */
const UNIT_BITS: i32 = 2;
export const UNIT: i32 = 1 << UNIT_BITS;

/** logsumexp of a row with an infinite maximum m. */
function infinite(x: usize, C: i32, m: f32): f32 {
  do {
    const v = load<f32>(x);
    if (v != v) return v;
    x += 4;
  } while (--C);
  return m;
}

/** For inner = 1: LOG logSoftmax, SOFT softmax, SUM logsumexp of rows begin … end − 1. */
function rows(mode: i32, begin: i32, end: i32, y: usize, x: usize, C: i32): void {
  if (begin >= end) return;
  const bytes = <usize>C << 2;
  let row = x + <usize>begin * bytes;
  let out = y + (mode == SUM ? <usize>begin << 2 : <usize>begin * bytes);
  // The previous row and what finishes it. The first row stands in for the one before it: its exponentials times 1.
  let before = row;
  let done = out;
  let a: f32 = 1;
  let b: f32 = 0;
  let m = rowMax(C, row);
  let mBefore = m;
  do {
    // The last row stands in for the one after it.
    const after = begin + 1 < end ? row + bytes : row;
    const total = sweep(mode, C, after, row, m, done, mode == LOG ? before : out, a, b);
    if (hasSmall && before != row) addSubnormal(C, done, before, mBefore, a);
    const l = mode == SOFT ? 0 : log64(total);
    if (mode == SUM) {
      store<f32>(out, abs(m) == Infinity ? infinite(row, C, m) : <f32>(<f64>m + l));
      out += 4;
    } else {
      done = out;
      out += bytes;
      a = mode == LOG ? m : <f32>(1 / total);
      b = <f32>l;
    }
    before = row;
    mBefore = m;
    row += bytes;
    m = maxAfter;
  } while (++begin < end);
  if (mode != SUM) finishRow(mode, C, done, before, a, b);
  if (hasSmall) addSubnormal(C, done, before, mBefore, a);
}

/** The same for short rows. */
function shortRows(mode: i32, begin: i32, end: i32, y: usize, x: usize, C: i32): void {
  if (C <= 0) return;
  for (; begin < end; begin += 4) {
    const n = min(end - begin, 4);
    const start = <usize>begin * <usize>C << 2;
    gatherRows(x + start, n, C);
    if (mode == SUM) {
      quad(SUM, C, y + (<usize>begin << 2), workspace, 16, n);
    } else {
      // subnormal results are made from x again
      const to = workspace + (mode == SOFT ? RESULTS : 0);
      quad(mode, C, to, workspace, 16, 4);
      scatterRows(y + start, n, C, to);
    }
  }
}

/** All three: LOG logSoftmax, SOFT softmax, SUM logsumexp. */
function forward(mode: i32, begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  expects(begin, end, y | x, C | inner);
  assert(begin == end || (y != x && inner > 0));
  if (inner == 1) {
    if (C < SHORT) shortRows(mode, begin, end, y, x, C);
    else rows(mode, begin, end, y, x, C);
    return;
  }
  if (C <= 0) return;
  const groups = (inner + UNIT - 1) >> UNIT_BITS;
  for (; begin < end; begin++) {
    const o = begin / groups;
    const i = (begin - o * groups) << UNIT_BITS;
    const start = (<usize>o * <usize>C * <usize>inner + <usize>i) << 2;
    const out = mode == SUM ? (<usize>o * <usize>inner + <usize>i) << 2 : start;
    quad(mode, C, y + out, x + start, <usize>inner << 2, inner - i);
  }
}

/** Writes y = logSoftmax(x). */
export function logSoftmax(begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  forward(LOG, begin, end, y, x, C, inner);
}

/** Writes y = softmax(x). */
export function softmax(begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  forward(SOFT, begin, end, y, x, C, inner);
}

/** Writes out [outer, inner] = logsumexp(x). */
export function logsumexp(begin: i32, end: i32, out: usize, x: usize, C: i32, inner: i32): void {
  forward(SUM, begin, end, out, x, C, inner);
}

/** A term of the sum s that a gradient needs. */
// @ts-ignore: decorator
@inline
function term(mode: i32, dy: usize, y: usize): v128 {
  const d = v128.load(dy);
  return mode == EXP ? f32x4.mul(d, v128.load(y)) : d;
}

/** The gradient, given s. */
// @ts-ignore: decorator
@inline
function gradient(mode: i32, dy: usize, y: usize, s: v128): v128 {
  const d = v128.load(dy);
  const v = v128.load(y);
  return mode == EXP ? f32x4.mul(v, f32x4.sub(d, s)) : nmadd(expNonPositive(v), s, d);
}

/** Both gradients for inner = 1. */
function rowsBackward(mode: i32, begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32): void {
  if (C <= 0) return;
  const bytes = <usize>C << 2;
  let p = <usize>begin * bytes;
  for (; begin < end; begin++) {
    let s: f32;
    if (C < SHORT) {
      let sum = f32x4.splat(0);
      let q = p;
      for (let n = C; n > 0; n -= 4) {
        sum = f32x4.add(sum, v128.and(term(mode, dy + q, y + q), tailMask(n)));
        q += 16;
      }
      s = <f32>sumLanes64(sum);
    } else {
      s = <f32>rowDot(C, dy + p, 0, mode == EXP ? y + p : 0);
    }
    const stop = p + bytes;
    if (mode == LOG && C >= SHORT) {
      // The next row is then in the cache for its sum.
      expRow(C, dx + p, y + p, 0, -s, dy + p, begin + 1 < end ? bytes : 0);
    } else {
      for (; p < stop; p += 16) {
        storeLanes(dx + p, gradient(mode, dy + p, y + p, f32x4.splat(s)), <i32>((stop - p) >> 2));
      }
    }
    p = stop;
  }
}

/** Both gradients for inner > 1. */
function lanesBackward(mode: i32, begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32): void {
  if (C <= 0) return;
  const bytes = <usize>inner << 2;
  const groups = (inner + UNIT - 1) >> UNIT_BITS;
  for (; begin < end; begin++) {
    const o = begin / groups;
    const i = (begin - o * groups) << UNIT_BITS;
    const start = (<usize>o * <usize>C * <usize>inner + <usize>i) << 2;
    let low = f64x2.splat(0);
    let high = low;
    let left = C;
    let p = start;
    do {
      let n = min(left, LANE_BLOCK);
      left -= n;
      let sum = f32x4.splat(0);
      do {
        sum = f32x4.add(sum, term(mode, dy + p, y + p));
        p += bytes;
      } while (--n);
      low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
      high = f64x2.add(high, promoteHigh(sum));
    } while (left > 0);
    const s = demote(low, high);
    p = start;
    let c = C;
    do {
      const v = gradient(mode, dy + p, y + p, s);
      storeLanes(dx + p, v, inner - i);
      p += bytes;
    } while (--c);
  }
}

/** Writes dx = dy − exp(y) · Σ_c dy_c, where y = logSoftmax(x). */
export function logSoftmaxBackward(
  begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32,
): void {
  expects(begin, end, dx | dy | y, C | inner);
  assert(begin == end || (dx != dy && dx != y && inner > 0));
  if (inner == 1) rowsBackward(LOG, begin, end, dx, dy, y, C);
  else lanesBackward(LOG, begin, end, dx, dy, y, C, inner);
}

/** Writes dx = y · (dy − Σ_c dy_c y_c), where y = softmax(x). */
export function softmaxBackward(
  begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32,
): void {
  expects(begin, end, dx | dy | y, C | inner);
  assert(begin == end || (dx != dy && dx != y && inner > 0));
  if (inner == 1) rowsBackward(EXP, begin, end, dx, dy, y, C);
  else lanesBackward(EXP, begin, end, dx, dy, y, C, inner);
}
