/**
 * The loops under sums, over the middle of a contiguous x[outer, reduce, inner]:
 *
 *   y[o, j] = scale · Σ_r x[o, r, j]
 *
 * Sums are in float32 lanes within a block and in float64 from block to block, in an order that depends on the shape alone.
 * A block has 1,024 elements if inner is 1, else 128 rows; short rows are transposed into columns first. The
 * relative error is about 1e-7 at any length.
 */
import { expects } from './expects';
import { f, map1, One, Two } from './map1';
import { map2 } from './map2';
import { FREE, SHORT, toColumns, TURNED_COLUMNS } from './layout';
import { tailMask } from './simd';
import { workspace } from './workspace';

export const BLOCK: i32 = 1024;

const ROWS: i32 = 128;

/** Columns that are summed at a time where inner > 1. */
const PANEL: i32 = 1024;

/** In scratch memory: panels of float32 sums, of centres, of terms and of float64 totals. */
const SUMS: i32 = FREE;
const CENTRES: i32 = SUMS + PANEL * 4;
const TERMS: i32 = CENTRES + PANEL * 4;
const TOTALS: i32 = TERMS + PANEL * 4;

/** Σ x over a row of up to BLOCK. */
export function sumBlock(n: i32, x: usize): f64 {
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
export function sumRow(squares: bool, n: i32, x: usize, centre: f32): f64 {
  let total: f64 = 0;
  while (n > 0) {
    const k = min(n, BLOCK);
    let from = x;
    if (squares) {
      from = workspace + SUMS;
      map1(One.squareFrom, (k + 3) >> 2, from, x, centre, 0);
    }
    total += sumBlock(k, from);
    x += BLOCK * 4;
    n -= k;
  }
  return total;
}

/** `panel` for up to four columns, in registers. */
function narrow(rows: i32, x: usize, stride: usize, totals: usize): void {
  let low = f64x2.splat(0);
  let high = low;
  while (rows > 0) {
    let k = min(rows, ROWS);
    rows -= k;
    let sum = f(0);
    for (; k >= 4; k -= 4) {
      const first = f32x4.add(v128.load(x), v128.load(x + stride));
      sum = f32x4.add(sum, f32x4.add(first, f32x4.add(v128.load(x + 2 * stride), v128.load(x + 3 * stride))));
      x += stride << 2;
    }
    for (; k > 0; k--) {
      sum = f32x4.add(sum, v128.load(x));
      x += stride;
    }
    low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
    high = f64x2.add(high, f64x2.promote_low_f32x4(i64x2.shuffle(sum, sum, 1, 0)));
  }
  v128.store(totals, low);
  v128.store(totals, high, 16);
}

/**
 * Leaves Σ_r x[r, j], or Σ_r (x[r, j] − centre[j])², for up to PANEL columns in TOTALS; rows are `stride` bytes apart.
 */
function panel(squares: bool, cols: i32, rows: i32, x: usize, stride: usize): void {
  const vectors = (cols + 3) >> 2;
  const bytes = <usize>vectors << 4;
  const sums = workspace + SUMS;
  const totals = workspace + TOTALS;
  if (vectors == 1 && !squares) {
    narrow(rows, x, stride, totals);
    return;
  }
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

/** y = scale · Σ x, or scale · Σ (x − centre)², where the centre is `factor` times the sum. */
export function sums(
  squares: bool, begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, scale: f64, factor: f64,
): void {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  let i = begin;
  while (i < end) {
    const to = y + (<usize>i << 2);
    if (inner == 1 && reduce > SHORT) {
      const from = x + (<usize>(i * reduce) << 2);
      const centre = factor != 0 ? <f32>(sumRow(false, reduce, from, 0) * factor) : 0;
      store<f32>(to, <f32>(sumRow(squares, reduce, from, centre) * scale));
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
        // a single row is its own column
        if (cols > 1) from = toColumns(reduce, cols, from);
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
