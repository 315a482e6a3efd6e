/**
 * The loops under maxima, minima, any and all, over the middle of a contiguous x[outer, reduce, inner].
 *
 * Taking an element twice does no harm here, so the elementwise loops fold a row onto itself, with an overlap if its
 * length is odd. Short rows are transposed into columns first.
 */
import { expects } from './expects';
import { Two } from './map1';
import { map2 } from './map2';
import { copyRow, FREE, SHORT, toColumns, TURNED_COLUMNS } from './layout';
import { workspace } from './workspace';

/** Vectors of a row, and columns, that are folded at a time. */
const BLOCK: i32 = 256;
const PANEL: i32 = 4 * BLOCK;

/** Leaves the result over a row of n ≥ 4 elements at the beginning of the free scratch memory. */
function foldRow(op: Two, n: i32, x: usize): void {
  const t = workspace + FREE;
  const end = x + (<usize>n << 2);
  let m = min((n + 7) >> 3, BLOCK);
  const bytes = <usize>m << 4;
  map2(op, m, t, x, end - bytes, 16, 16, 0, 0);
  while ((x += bytes) + bytes < end) map2(op, m, t, t, x, 16, 16, 0, 0);
  while (m > 1) {
    const half = (m + 1) >> 1;
    map2(op, half, t, t, t + (<usize>(m - half) << 4), 16, 16, 0, 0);
    m = half;
  }
  map2(op, 1, t, t, t + 8, 16, 16, 0, 0);
  map2(op, 1, t, t, t + 4, 16, 16, 0, 0);
}

/** Leaves the results over up to PANEL columns at the same place. */
function foldPanel(op: Two, cols: i32, rows: i32, x: usize, stride: usize): void {
  const t = workspace + FREE;
  const vectors = (cols + 3) >> 2;
  copyRow(t, x, cols);
  while (--rows > 0) {
    x += stride;
    map2(op, vectors, t, t, x, 16, 16, 0, 0);
  }
}

/** Lanes of x that are the value m, or NaN. */
// @ts-ignore: decorator
@inline
function isBest(op: Two, x: v128, m: v128): v128 {
  return op >= Two.maxI32 ? i32x4.eq(x, m) : v128.or(f32x4.eq(x, m), f32x4.ne(x, x));
}

/** The first place of the value m, or of NaN, in a row that contains it. */
function findInRow(op: Two, x: usize, m: v128): i32 {
  let hits = 0;
  let i = -4;
  do {
    i += 4;
    hits = i32x4.bitmask(isBest(op, v128.load(x + (<usize>i << 2)), m));
  } while (!hits);
  return i + ctz(hits);
}

/** Leaves the first rows that have the values of `foldPanel`, after those values. */
function findInPanel(op: Two, cols: i32, rows: i32, x: usize, stride: usize): void {
  x += <usize>rows * stride;
  while (rows--) {
    x -= stride;
    let t = workspace + FREE;
    const end = t + (<usize>cols << 2);
    for (let at = x; t < end; at += 16) {
      const hit = isBest(op, v128.load(at), v128.load(t));
      v128.store(t, v128.bitselect(i32x4.splat(rows), v128.load(t, PANEL * 4), hit), PANEL * 4);
      t += 16;
    }
  }
}

/** Writes the results to `values` and their places to `indices`; either may be 0. reduce ≥ 1. */
export function extremum(
  op: Two, begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  expects(begin, end, values | indices | x, reduce | inner);
  assert(begin == end || (reduce > 0 && inner > 0));
  const t = workspace + FREE;
  let i = begin;
  while (i < end) {
    const at = <usize>i << 2;
    const o = i / inner;
    const j = i - o * inner;
    let from = x + (<usize>(o * reduce * inner + j) << 2);
    let cols = 1;
    if (inner == 1 && reduce > SHORT) {
      foldRow(op, reduce, from);
      if (indices) store<i32>(indices + at, findInRow(op, from, v128.load32_splat(t)));
    } else {
      cols = min(min(end - i, inner - j), PANEL);
      let stride = <usize>inner << 2;
      if (inner == 1) {
        cols = min(end - i, TURNED_COLUMNS);
        stride = <usize>cols << 2;
        from = toColumns(reduce, cols, from);
      }
      foldPanel(op, cols, reduce, from, stride);
      if (indices) {
        findInPanel(op, cols, reduce, from, stride);
        copyRow(indices + at, t + PANEL * 4, cols);
      }
    }
    if (values) copyRow(values + at, t, cols);
    i += cols;
  }
}
