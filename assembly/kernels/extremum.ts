/**
 * Greatest and least elements with their places, products, any and all, over the middle of a contiguous
 * x[outer, reduce, inner]:
 *
 *   y[o, j] = op_r x[o, r, j]
 *
 * The unit of a range is an output, outer·inner in all; outputs are written, x read. NaN is greater than all and less
 * than all; of equals the first is named. Names without a type work on float32, `…I32` on int32.
 *
 * Taking an element twice does no harm here, so rows are folded onto themselves, overlapping where their length is
 * odd, by the loops of the elementwise operations. Short rows are turned into columns first.
 */
import { fill } from './elementwise';
import { Two } from '../lib/map1';
import { map2 } from '../lib/map2';
import { copyRow, FREE, SHORT, turn, TURNED_COLUMNS } from '../lib/layout';
import { workspace } from '../lib/workspace';

/** Vectors folded at a time, and columns. */
const BLOCK: i32 = 256;
const PANEL: i32 = 4 * BLOCK;

/** The result over a row of n ≥ 4, at the beginning of the free scratch memory. */
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

/** The results over up to PANEL columns, at the same place. */
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

/** The first place of the value m, or of NaN, in a row that has it. */
function findInRow(op: Two, x: usize, m: v128): i32 {
  let hits = 0;
  let i = -4;
  do {
    i += 4;
    hits = i32x4.bitmask(isBest(op, v128.load(x + (<usize>i << 2)), m));
  } while (!hits);
  return i + ctz(hits);
}

/** The first rows of the values that `foldPanel` left, behind them. */
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

/** The results to `values` and their places to `indices`; either may be null. reduce ≥ 1. */
function extremum(
  op: Two, begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  assert(begin >= end || reduce > 0);
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
        from = turn(reduce, cols, from);
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

/** y = the greatest x. reduce ≥ 1. */
export function amax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.max, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. reduce ≥ 1. */
export function amin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.min, begin, end, y, 0, x, reduce, inner);
}

/** y = the greatest x. reduce ≥ 1. */
export function amaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.maxI32, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. reduce ≥ 1. */
export function aminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.minI32, begin, end, y, 0, x, reduce, inner);
}

/** y = 1 if any x is, for x of 0 and 1; 0 if there is none. */
export function anyNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  if (reduce) extremum(Two.maxI32, begin, end, y, 0, x, reduce, inner);
  else fill(begin, end, y, 0);
}

/** y = 1 if all x are, for x of 0 and 1. */
export function allNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  if (reduce) extremum(Two.minI32, begin, end, y, 0, x, reduce, inner);
  else fill(begin, end, y, 1);
}

/** y = Π x, multiplied in float64. */
export function prod(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let product: f64 = 1;
    for (let n = reduce; n > 0; n--) {
      product *= <f64>load<f32>(from);
      from += <usize>inner << 2;
    }
    store<f32>(y + (<usize>i << 2), <f32>product);
  }
}

/** y = the r of the greatest x, int32. reduce ≥ 1. */
export function argmax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.max, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x, int32. reduce ≥ 1. */
export function argmin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.min, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the greatest x, int32. reduce ≥ 1. */
export function argmaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.maxI32, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x, int32. reduce ≥ 1. */
export function argminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.minI32, begin, end, 0, y, x, reduce, inner);
}

/** values = the greatest x, indices = its r, int32. reduce ≥ 1. */
export function maxWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.max, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r, int32. reduce ≥ 1. */
export function minWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.min, begin, end, values, indices, x, reduce, inner);
}

/** values = the greatest x, indices = its r, int32. reduce ≥ 1. */
export function maxWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.maxI32, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r, int32. reduce ≥ 1. */
export function minWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.minI32, begin, end, values, indices, x, reduce, inner);
}
