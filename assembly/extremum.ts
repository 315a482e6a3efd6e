/**
 * Greatest and least elements with their places, products, any and all, over the middle of a contiguous
 * x[outer, reduce, inner]:
 *
 *   y[o, j] = op_r x[o, r, j]
 *
 * The unit of a range is an output, outer·inner in all; outputs are written, x read. NaN is greater than all and less
 * than all; of equals the first is named. Names without a type work on float32, `…I32` on int32. Where reduce is 0
 * the result is the operation's neutral element.
 */
import { f } from './lanes';
import { storeTail, tailMask } from './simd';

const enum Fold {
  max, min, maxI32, minI32, prod, any, all,
}

@unmanaged class Max {
  @inline none(): v128 { return f(-Infinity); }
  @inline of(a: v128, x: v128): v128 { return f32x4.max(a, x); }
  @inline beats(x: v128, a: v128): v128 {
    return v128.or(f32x4.gt(x, a), v128.and(f32x4.ne(x, x), f32x4.eq(a, a)));
  }
}
@unmanaged class Min {
  @inline none(): v128 { return f(Infinity); }
  @inline of(a: v128, x: v128): v128 { return f32x4.min(a, x); }
  @inline beats(x: v128, a: v128): v128 {
    return v128.or(f32x4.lt(x, a), v128.and(f32x4.ne(x, x), f32x4.eq(a, a)));
  }
}
@unmanaged class MaxI32 {
  @inline none(): v128 { return i32x4.splat(i32.MIN_VALUE); }
  @inline of(a: v128, x: v128): v128 { return i32x4.max_s(a, x); }
  @inline beats(x: v128, a: v128): v128 { return i32x4.gt_s(x, a); }
}
@unmanaged class MinI32 {
  @inline none(): v128 { return i32x4.splat(i32.MAX_VALUE); }
  @inline of(a: v128, x: v128): v128 { return i32x4.min_s(a, x); }
  @inline beats(x: v128, a: v128): v128 { return i32x4.lt_s(x, a); }
}
@unmanaged class Prod {
  @inline none(): v128 { return f(1); }
  @inline of(a: v128, x: v128): v128 { return f32x4.mul(a, x); }
}
@unmanaged class Any {
  @inline none(): v128 { return i32x4.splat(0); }
  @inline of(a: v128, x: v128): v128 { return v128.or(a, x); }
}
@unmanaged class All {
  @inline none(): v128 { return i32x4.splat(1); }
  @inline of(a: v128, x: v128): v128 { return v128.and(a, x); }
}

/** All of a row of n, in every lane. */
// @ts-ignore: decorator
@inline
function rowOf<Op>(n: i32, x: usize): v128 {
  const op = changetype<Op>(0);
  let a = op.none(), b = a, c = a, d = a;
  for (; n >= 16; n -= 16) {
    a = op.of(a, v128.load(x));
    b = op.of(b, v128.load(x, 16));
    c = op.of(c, v128.load(x, 32));
    d = op.of(d, v128.load(x, 48));
    x += 64;
  }
  for (; n > 0; n -= 4) {
    b = op.of(b, v128.bitselect(v128.load(x), op.none(), tailMask(n)));
    x += 16;
  }
  a = op.of(op.of(a, b), op.of(c, d));
  a = op.of(a, i64x2.shuffle(a, a, 1, 0));
  return op.of(a, i32x4.shuffle(a, a, 1, 0, 3, 2));
}

/** All of each of four columns; rows are `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function columnsOf<Op>(rows: i32, x: usize, stride: usize): v128 {
  let a = changetype<Op>(0).none();
  for (; rows > 0; rows--) {
    a = changetype<Op>(0).of(a, v128.load(x));
    x += stride;
  }
  return a;
}

function row(op: Fold, n: i32, x: usize): v128 {
  switch (op) {
    case Fold.max: return rowOf<Max>(n, x);
    case Fold.min: return rowOf<Min>(n, x);
    case Fold.maxI32: return rowOf<MaxI32>(n, x);
    case Fold.minI32: return rowOf<MinI32>(n, x);
    case Fold.prod: return rowOf<Prod>(n, x);
    case Fold.any: return rowOf<Any>(n, x);
    default: return rowOf<All>(n, x);
  }
}

function columns(op: Fold, rows: i32, x: usize, stride: usize): v128 {
  switch (op) {
    case Fold.max: return columnsOf<Max>(rows, x, stride);
    case Fold.min: return columnsOf<Min>(rows, x, stride);
    case Fold.maxI32: return columnsOf<MaxI32>(rows, x, stride);
    case Fold.minI32: return columnsOf<MinI32>(rows, x, stride);
    case Fold.prod: return columnsOf<Prod>(rows, x, stride);
    case Fold.any: return columnsOf<Any>(rows, x, stride);
    default: return columnsOf<All>(rows, x, stride);
  }
}

/** The first place of the value m, or of NaN, in a row that has it. */
function find(op: Fold, x: usize, m: v128): i32 {
  const real = op <= Fold.min;
  let i = 0;
  while (true) {
    const v = v128.load(x + (<usize>i << 2));
    const hit = real ? v128.or(f32x4.eq(v, m), f32x4.ne(v, v)) : i32x4.eq(v, m);
    if (v128.any_true(hit)) return i + ctz(i32x4.bitmask(hit));
    i += 4;
  }
}

/** The best of each of four columns, returned, and its row, put at `index`. */
// @ts-ignore: decorator
@inline
function bestOf<Op>(rows: i32, x: usize, stride: usize, index: usize, count: i32): v128 {
  let best = v128.load(x);
  let at = i32x4.splat(0);
  for (let r = 1; r < rows; r++) {
    x += stride;
    const v = v128.load(x);
    const better = changetype<Op>(0).beats(v, best);
    best = v128.bitselect(v, best, better);
    at = v128.bitselect(i32x4.splat(r), at, better);
  }
  put(index, at, count);
  return best;
}

function best(op: Fold, rows: i32, x: usize, stride: usize, index: usize, count: i32): v128 {
  switch (op) {
    case Fold.max: return bestOf<Max>(rows, x, stride, index, count);
    case Fold.min: return bestOf<Min>(rows, x, stride, index, count);
    case Fold.maxI32: return bestOf<MaxI32>(rows, x, stride, index, count);
    default: return bestOf<MinI32>(rows, x, stride, index, count);
  }
}

/** The first `count` lanes, 1 to 4. */
function put(p: usize, v: v128, count: i32): void {
  if (count == 4) v128.store(p, v);
  else storeTail(p, v, count);
}

/** The results at `values` and, where there are indices to write, their rows at `indices`; either may be 0. */
function fold(op: Fold, begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32): void {
  let i = begin;
  while (i < end) {
    const at = <usize>i << 2;
    const o = i / inner;
    const j = i - o * inner;
    const from = x + (<usize>(o * reduce * inner + j) << 2);
    const stride = <usize>inner << 2;
    const count = inner == 1 ? 1 : min(min(end - i, inner - j), 4);
    let v: v128;
    if (inner == 1) {
      v = row(op, reduce, from);
      if (indices) store<i32>(indices + at, find(op, from, v));
    } else {
      v = indices ? best(op, reduce, from, stride, indices + at, count) : columns(op, reduce, from, stride);
    }
    if (values) put(values + at, v, count);
    i += count;
  }
}

/** y = the greatest x. */
export function amax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.max, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. */
export function amin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.min, begin, end, y, 0, x, reduce, inner);
}

/** y = the greatest x. */
export function amaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.maxI32, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. */
export function aminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.minI32, begin, end, y, 0, x, reduce, inner);
}

/** y = Π x. */
export function prod(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.prod, begin, end, y, 0, x, reduce, inner);
}

/** y = 1 if any x is, for x of 0 and 1. */
export function anyNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.any, begin, end, y, 0, x, reduce, inner);
}

/** y = 1 if all x are, for x of 0 and 1. */
export function allNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.all, begin, end, y, 0, x, reduce, inner);
}

/** y = the r of the greatest x, int32. reduce ≥ 1. */
export function argmax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.max, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x, int32. reduce ≥ 1. */
export function argmin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.min, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the greatest x, int32. reduce ≥ 1. */
export function argmaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.maxI32, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x, int32. reduce ≥ 1. */
export function argminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  fold(Fold.minI32, begin, end, 0, y, x, reduce, inner);
}

/** values = the greatest x, indices = its r, int32. reduce ≥ 1. */
export function maxWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  fold(Fold.max, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r, int32. reduce ≥ 1. */
export function minWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  fold(Fold.min, begin, end, values, indices, x, reduce, inner);
}

/** values = the greatest x, indices = its r, int32. reduce ≥ 1. */
export function maxWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  fold(Fold.maxI32, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r, int32. reduce ≥ 1. */
export function minWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  fold(Fold.minI32, begin, end, values, indices, x, reduce, inner);
}
