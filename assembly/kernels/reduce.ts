/**
 * Sums and their kin over the middle of a contiguous x[outer, reduce, inner]:
 *
 *   y[o, j] = scale · Σ_r x[o, r, j]
 *
 * The unit of a range is an output, outer·inner in all; y is written, x read. Sums go in float32 lanes within blocks
 * and in float64 from block to block, in an order that depends on the shape alone (for inner 1 blocks of 1,024
 * elements, else of 128 rows; short rows are turned into columns first): a relative error of some 1e-7 at any length.
 */
import { f, map1, One, Two } from '../lib/map1';
import { map2 } from '../lib/map2';
import { FREE, REPEAT_B, SHORT, turn, TURNED_COLUMNS } from '../lib/layout';
import { tailMask } from '../lib/simd';
import { workspace } from '../lib/workspace';

const BLOCK: i32 = 1024;
const ROWS: i32 = 128;
/** Columns that are summed at a time where inner > 1. */
const PANEL: i32 = 1024;
/** In scratch memory: a panel of float32 sums, of centres, of terms, of float64 totals. */
const SUMS: i32 = FREE;
const CENTRES: i32 = SUMS + PANEL * 4;
const TERMS: i32 = CENTRES + PANEL * 4;
const TOTALS: i32 = TERMS + PANEL * 4;

/** Σ x over a row of up to BLOCK. */
export function block(n: i32, x: usize): f64 {
  let a = f(0), b = a, c = a, d = a;
  for (; n >= 16; n -= 16) {
    a = f32x4.add(a, v128.load(x));
    b = f32x4.add(b, v128.load(x, 16));
    c = f32x4.add(c, v128.load(x, 32));
    d = f32x4.add(d, v128.load(x, 48));
    x += 64;
  }
  for (; n >= 4; n -= 4) {
    a = f32x4.add(a, v128.load(x));
    x += 16;
  }
  if (n) b = f32x4.add(b, v128.and(v128.load(x), tailMask(n)));
  a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  const pair = f64x2.add(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 0)));
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** Σ x over a row of n, or Σ (x − centre)². */
export function row(squares: bool, n: i32, x: usize, centre: f32): f64 {
  let total: f64 = 0;
  while (n > 0) {
    const k = min(n, BLOCK);
    let from = x;
    if (squares) {
      from = workspace + SUMS;
      map1(One.squareFrom, (k + 3) >> 2, from, x, centre, 0);
    }
    total += block(k, from);
    x += BLOCK * 4;
    n -= k;
  }
  return total;
}

/**
 * Leaves Σ_r x[r, j], or Σ_r (x[r, j] − centre[j])², for up to PANEL columns in TOTALS; rows are `stride` bytes apart.
 */
function panel(squares: bool, cols: i32, rows: i32, x: usize, stride: usize): void {
  const vectors = (cols + 3) >> 2;
  const bytes = <usize>vectors << 4;
  const sums = workspace + SUMS;
  const totals = workspace + TOTALS;
  memory.fill(totals, 0, bytes << 1);
  while (rows > 0) {
    let k = min(rows, ROWS);
    rows -= k;
    memory.fill(sums, 0, bytes);
    do {
      let at = x;
      if (squares) {
        at = workspace + TERMS;
        map2(Two.addScaled, vectors, at, x, workspace + CENTRES, 16, 16, -1, 0);
        map1(One.squareFrom, vectors, at, at, 0, 0);
      }
      const four = !squares && k >= 4;
      let s = sums;
      const end = s + bytes;
      do {
        let v = v128.load(at);
        if (four) {
          v = f32x4.add(v, v128.load(at + stride));
          v = f32x4.add(v, f32x4.add(v128.load(at + 2 * stride), v128.load(at + 3 * stride)));
        }
        v128.store(s, f32x4.add(v128.load(s), v));
        at += 16;
        s += 16;
      } while (s < end);
      const done = four ? 4 : 1;
      x += <usize>done * stride;
      k -= done;
    } while (k);
    for (let at: usize = 0; at < bytes; at += 8) {
      const t = totals + at + at;
      v128.store(t, f64x2.add(v128.load(t), f64x2.promote_low_f32x4(v128.load64_zero(sums + at))));
    }
  }
}

/** y = scale · TOTALS, for a panel. */
function round(cols: i32, y: usize, scale: f64): void {
  for (let c = 0; c < cols; c++) {
    store<f32>(y + (<usize>c << 2), <f32>(load<f64>(workspace + TOTALS + (<usize>c << 3)) * scale));
  }
}

/** y = scale · Σ x, or scale · Σ (x − centre)², the centre being `factor` times the sum. */
function sums(
  squares: bool, begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, scale: f64, factor: f64,
): void {
  assert(begin >= 0);
  let i = begin;
  while (i < end) {
    const to = y + (<usize>i << 2);
    if (inner == 1 && reduce > SHORT) {
      const from = x + (<usize>(i * reduce) << 2);
      const centre = factor != 0 ? <f32>(row(false, reduce, from, 0) * factor) : 0;
      store<f32>(to, <f32>(row(squares, reduce, from, centre) * scale));
      i++;
    } else {
      const o = i / inner;
      const j = i - o * inner;
      let cols = min(min(end - i, inner - j), PANEL);
      let stride = <usize>inner << 2;
      let from = x + (<usize>(o * reduce * inner + j) << 2);
      if (inner == 1) {
        cols = min(end - i, TURNED_COLUMNS);
        stride = <usize>cols << 2;
        from = turn(reduce, cols, from);
      }
      if (squares) memory.fill(workspace + CENTRES, 0, PANEL * 4);
      if (factor != 0) {
        panel(false, cols, reduce, from, stride);
        round(cols, workspace + CENTRES, factor);
      }
      panel(squares, cols, reduce, from, stride);
      round(cols, to, scale);
      i += cols;
    }
  }
}

/** y = scale · Σ x; with scale 1/reduce the mean. */
export function sum(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, scale: f64): void {
  sums(false, begin, end, y, x, reduce, inner, scale, 0);
}

/** y = Σ x². */
export function sumSquares(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  sums(true, begin, end, y, x, reduce, inner, 1, 0);
}

/** y = Σ (x − mean)² / max(reduce − correction, 0), in two passes. */
export function variance(
  begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, correction: f64,
): void {
  const n = <f64>reduce;
  sums(true, begin, end, y, x, reduce, inner, 1 / max(n - correction, 0), 1 / n);
}

/** y = Σ |x|ᵖ, for p > 0. */
export function sumAbsPow(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, p: f32): void {
  const t = workspace + FREE;
  v128.store(workspace + REPEAT_B, f(p));
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let total: f64 = 0;
    for (let n = reduce; n > 0; n -= BLOCK) {
      const k = min(n, BLOCK);
      for (let e = 0; e < k; e++) {
        store<f32>(t + (<usize>e << 2), load<f32>(from));
        from += <usize>inner << 2;
      }
      const vectors = (k + 3) >> 2;
      map1(One.abs, vectors, t, t, 0, 0);
      if (p != 1) map2(Two.pow, vectors, t, t, workspace + REPEAT_B, 16, 0, 0, 0);
      total += row(false, k, t, 0);
    }
    store<f32>(y + (<usize>i << 2), <f32>total);
  }
}

/** Elements of a part of a long sum. */
const PART: i32 = 4096;

/**
 * partial[i] = Σ x over part i of x(n), float64. Unit: a part of 4,096 elements, ⌈n / 4096⌉ in all; so threads can
 * share one sum. `sumPartials` adds them up.
 */
export function sumBlocks(begin: i32, end: i32, partial: usize, x: usize, n: i32): void {
  blocks(false, begin, end, partial, x, n);
}

/** partial[i] = Σ x² over part i of x(n), float64, as `sumBlocks`. */
export function sumSquaresBlocks(begin: i32, end: i32, partial: usize, x: usize, n: i32): void {
  blocks(true, begin, end, partial, x, n);
}

function blocks(squares: bool, begin: i32, end: i32, partial: usize, x: usize, n: i32): void {
  for (let i = begin; i < end; i++) {
    const from = i * PART;
    store<f64>(partial + (<usize>i << 3), row(squares, min(PART, n - from), x + (<usize>from << 2), 0));
  }
}

/** Σ partial(count), in order. */
export function sumPartials(partial: usize, count: i32): f64 {
  let total: f64 = 0;
  for (; count > 0; count--) {
    total += load<f64>(partial);
    partial += 8;
  }
  return total;
}

/** y = Σ x in int32; returns 1 if some sum left that range, else 0. */
export function sumI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  let left = 0;
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let total: i64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <i64>load<i32>(from);
      from += <usize>inner << 2;
    }
    if (total != <i64>(<i32>total)) left = 1;
    store<i32>(y + (<usize>i << 2), <i32>total);
  }
  return left;
}

/** y[o, r, j] = Σ x[o, q, j] over q ≤ r, or over q ≥ r if `reverse` (its gradient). y may be x. */
export function cumsum(
  begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, reverse: bool,
): void {
  const step = <usize>(reverse ? -inner : inner) << 2;
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let at = <usize>(o * reduce * inner + i - o * inner) << 2;
    if (reverse) at += <usize>((reduce - 1) * inner) << 2;
    let total: f64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <f64>load<f32>(x + at);
      store<f32>(y + at, <f32>total);
      at += step;
    }
  }
}
