/**
 * Softmax over the middle dimension of x [outer, C, inner], and its kin:
 *   m = max_c x_c,  Σ = Σ_c exp(x_c − m)
 *   logSoftmax  y_c = (x_c − m) − log Σ      softmax  y_c = exp(x_c − m) / Σ      logsumexp  out = m + log Σ
 * The largest exponent is 0, so nothing overflows, and a row with +∞ or NaN, or of −∞ alone, becomes NaN by itself
 * (∞ − ∞); logsumexp alone has +∞, NaN and −∞ there.
 *
 * Unit of every kernel: four neighbouring inner positions (fewer at the end of a run of them), so the total is
 * outer · ⌈inner / 4⌉; for inner = 1 a unit is a row. Sums are float32 lanes in blocks of 1,024 classes with a float64
 * total (for inner > 1, where a lane takes every term, 256). Outputs may not overlap inputs.
 */
import { expNonPositive, log, log64 } from './math';
import { BLOCK, EXP, finishRow, LOG, maxAfter, promoteHigh, rowMax, storeLanes, SUM, sumLanes64, sweep } from './rows';
import { tailMask } from './simd';

/** As many terms a lane for inner > 1 as BLOCK gives each for inner = 1. */
const LANE_BLOCK: i32 = BLOCK / 4;

/** logsumexp of a row with an infinite maximum m. */
function infinite(x: usize, C: i32, m: f32): f32 {
  do {
    const v = load<f32>(x);
    if (v != v) return v;
    x += 4;
  } while (--C);
  return m;
}

/** For inner = 1: LOG logSoftmax, EXP softmax, SUM logsumexp of rows begin … end − 1. */
function rows(mode: i32, begin: i32, end: i32, y: usize, x: usize, C: i32): void {
  if (begin >= end || C <= 0) return;
  const bytes = <usize>C << 2;
  let row = x + <usize>begin * bytes;
  let out = y + (mode == SUM ? <usize>begin << 2 : <usize>begin * bytes);
  // The row before and what finishes it. The first row stands in for the one before it, and is overwritten.
  let before = row;
  let done = out;
  let a: f32 = 0;
  let b: f32 = 0;
  let m = rowMax(C, row);
  do {
    // The last row stands in for the one after it.
    const after = begin + 1 < end ? row + bytes : row;
    const total = sweep(mode, C, after, row, m, done, mode == LOG ? before : out, a, b);
    if (mode == SUM) {
      store<f32>(out, abs(m) == Infinity ? infinite(row, C, m) : <f32>(<f64>m + log64(total)));
      out += 4;
    } else {
      done = out;
      out += bytes;
      if (mode == LOG) {
        a = m;
        b = <f32>log64(total);
      } else {
        a = <f32>(1 / total);
      }
    }
    before = row;
    row += bytes;
    m = maxAfter;
  } while (++begin < end);
  if (mode != SUM) finishRow(mode, C, done, before, a, b);
}

/** Lanes 0 and 1 of either, in float32. */
// @ts-ignore: decorator
@inline
function demote(low: v128, high: v128): v128 {
  const a = f32x4.demote_f64x2_zero(low);
  const b = f32x4.demote_f64x2_zero(high);
  return i8x16.shuffle(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23);
}

/** The same for inner > 1: each lane is a position of its own. */
function lanes(mode: i32, begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  if (C <= 0) return;
  const bytes = <usize>inner << 2;
  const groups = (inner + 3) >> 2;
  for (; begin < end; begin++) {
    const o = begin / groups;
    const i = (begin - o * groups) << 2;
    const count = inner - i;
    const start = (<usize>o * <usize>C * <usize>inner + <usize>i) << 2;
    let m = f32x4.splat(-Infinity);
    let nan = f32x4.splat(0);
    let p = start;
    let c = C;
    do {
      const v = v128.load(x + p);
      m = f32x4.pmax(m, v);
      nan = v128.or(nan, f32x4.ne(v, v));
      p += bytes;
    } while (--c);
    m = v128.or(m, nan);
    let low = f64x2.splat(0);
    let high = low;
    let left = C;
    p = start;
    do {
      let n = min(left, LANE_BLOCK);
      left -= n;
      let sum = f32x4.splat(0);
      do {
        const e = expNonPositive(f32x4.sub(v128.load(x + p), m));
        sum = f32x4.add(sum, e);
        if (mode == EXP) storeLanes(y + p, e, count);
        p += bytes;
      } while (--n);
      low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
      high = f64x2.add(high, promoteHigh(sum));
    } while (left > 0);
    let s = demote(low, high);
    s = mode == EXP ? f32x4.div(f32x4.splat(1), s) : log(s);
    if (mode == SUM) {
      const v = v128.bitselect(m, f32x4.add(m, s), f32x4.eq(f32x4.abs(m), f32x4.splat(Infinity)));
      storeLanes(y + ((<usize>o * <usize>inner + <usize>i) << 2), v, count);
      continue;
    }
    p = start;
    c = C;
    do {
      const v = mode == EXP ? f32x4.mul(v128.load(y + p), s) : f32x4.sub(f32x4.sub(v128.load(x + p), m), s);
      storeLanes(y + p, v, count);
      p += bytes;
    } while (--c);
  }
}

/** Writes y = logSoftmax(x). */
export function logSoftmax(begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  if (inner == 1) rows(LOG, begin, end, y, x, C);
  else lanes(LOG, begin, end, y, x, C, inner);
}

/** Writes y = softmax(x). */
export function softmax(begin: i32, end: i32, y: usize, x: usize, C: i32, inner: i32): void {
  if (inner == 1) rows(EXP, begin, end, y, x, C);
  else lanes(EXP, begin, end, y, x, C, inner);
}

/** Writes out [outer, inner] = logsumexp(x). */
export function logsumexp(begin: i32, end: i32, out: usize, x: usize, C: i32, inner: i32): void {
  if (inner == 1) rows(SUM, begin, end, out, x, C);
  else lanes(SUM, begin, end, out, x, C, inner);
}

/** A term of the sum s that a gradient needs. */
// @ts-ignore: decorator
@inline
function term(mode: i32, dy: usize, y: usize): v128 {
  return mode == EXP ? f32x4.mul(v128.load(dy), v128.load(y)) : v128.load(dy);
}

/** The gradient, given s. */
// @ts-ignore: decorator
@inline
function gradient(mode: i32, dy: usize, y: usize, s: v128): v128 {
  if (mode == EXP) return f32x4.mul(v128.load(y), f32x4.sub(v128.load(dy), s));
  return f32x4.sub(v128.load(dy), f32x4.mul(expNonPositive(v128.load(y)), s));
}

/** Both gradients for inner = 1. */
// @ts-ignore: decorator
@inline
function rowsBackward(mode: i32, begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32): void {
  if (C <= 0) return;
  let start = (<usize>begin * <usize>C) << 2;
  for (; begin < end; begin++) {
    let p = start;
    let total: f64 = 0;
    let left = C;
    do {
      let n = min(left, BLOCK);
      left -= n;
      let sum = f32x4.splat(0);
      while (n >= 4) {
        sum = f32x4.add(sum, term(mode, dy + p, y + p));
        p += 16;
        n -= 4;
      }
      if (n) sum = f32x4.add(sum, v128.and(term(mode, dy + p, y + p), tailMask(n)));
      total += sumLanes64(sum);
    } while (left > 0);
    const s = f32x4.splat(<f32>total);
    p = start;
    start += <usize>C << 2;
    let n = C;
    do {
      storeLanes(dx + p, gradient(mode, dy + p, y + p, s), n);
      p += 16;
      n -= 4;
    } while (n > 0);
  }
}

/** Both gradients for inner > 1. */
function lanesBackward(mode: i32, begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32): void {
  if (C <= 0) return;
  const bytes = <usize>inner << 2;
  const groups = (inner + 3) >> 2;
  for (; begin < end; begin++) {
    const o = begin / groups;
    const i = (begin - o * groups) << 2;
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
        sum = f32x4.add(sum, mode == EXP ? term(EXP, dy + p, y + p) : term(LOG, dy + p, y + p));
        p += bytes;
      } while (--n);
      low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
      high = f64x2.add(high, promoteHigh(sum));
    } while (left > 0);
    const s = demote(low, high);
    p = start;
    let c = C;
    do {
      const v = mode == EXP ? gradient(EXP, dy + p, y + p, s) : gradient(LOG, dy + p, y + p, s);
      storeLanes(dx + p, v, inner - i);
      p += bytes;
    } while (--c);
  }
}

/** Writes dx = dy − exp(y) · Σ_c dy_c, where y = logSoftmax(x). */
export function logSoftmaxBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32): void {
  if (inner == 1) rowsBackward(LOG, begin, end, dx, dy, y, C);
  else lanesBackward(LOG, begin, end, dx, dy, y, C, inner);
}

/** Writes dx = y · (dy − Σ_c dy_c y_c), where y = softmax(x). */
export function softmaxBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize, C: i32, inner: i32): void {
  if (inner == 1) rowsBackward(EXP, begin, end, dx, dy, y, C);
  else lanesBackward(EXP, begin, end, dx, dy, y, C, inner);
}

/** Writes dx = dout · exp(x − out), where out [outer, inner] = logsumexp(x). */
export function logsumexpBackward(
  begin: i32, end: i32, dx: usize, dout: usize, out: usize, x: usize, C: i32, inner: i32,
): void {
  const groups = (inner + 3) >> 2;
  for (; begin < end; begin++) {
    const o = begin / groups;
    const i = (begin - o * groups) << 2;
    const at = (<usize>o * <usize>inner + <usize>i) << 2;
    let l = v128.load(out + at);
    let d = v128.load(dout + at);
    let bytes = <usize>inner << 2;
    let p = (<usize>o * <usize>C * <usize>inner + <usize>i) << 2;
    const stop = p + <usize>C * bytes;
    if (inner == 1) {
      l = v128.load32_splat(out + at);
      d = v128.load32_splat(dout + at);
      bytes = 16;
    }
    while (p < stop) {
      const v = f32x4.mul(d, expNonPositive(f32x4.sub(v128.load(x + p), l)));
      storeLanes(dx + p, v, inner == 1 ? <i32>((stop - p) >> 2) : inner - i);
      p += bytes;
    }
  }
}
