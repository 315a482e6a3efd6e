/**
 * Comparisons and logic, of two operands that broadcast (ranges and operands are those of `lib/broadcast.ts`), or of one
 * contiguous operand, where the unit of a range is an element and y may be x. The result is int32, 0 or 1. Names without
 * a type read float32, `…I32` int32. A comparison with NaN is 0, except for `ne`.
 */
import { broadcast, ONE } from '../lib/broadcast';
import { each1, One, Two } from '../lib/map1';
import { each2, eachConstant } from '../lib/map2';

/** y = 1 where a = b, else 0. */
// prettier-ignore
export function eq(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eq, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where a ≠ b, else 0. */
// prettier-ignore
export function ne(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eq, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}

/** y = 1 where a < b, else 0. */
// prettier-ignore
export function lt(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.lt, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where a ≤ b, else 0. */
// prettier-ignore
export function le(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.le, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where a > b, else 0. */
// prettier-ignore
export function gt(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.lt, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}

/** y = 1 where a ≥ b, else 0. */
// prettier-ignore
export function ge(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.le, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}

/** y = 1 where a = b, else 0. */
// prettier-ignore
export function eqI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eqI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where a ≠ b, else 0. */
// prettier-ignore
export function neI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eqI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}

/** y = 1 where a < b, else 0. */
// prettier-ignore
export function ltI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where a ≤ b, else 0. */
// prettier-ignore
export function leI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, ONE);
}

/** y = 1 where a > b, else 0. */
// prettier-ignore
export function gtI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}

/** y = 1 where a ≥ b, else 0. */
// prettier-ignore
export function geI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}

/** y = a and b, both 0 or 1. */
// prettier-ignore
export function logicalAnd(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.minI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = a or b, both 0 or 1. */
// prettier-ignore
export function logicalOr(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.maxI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = 1 where x is 0, else 0; x is int32. */
export function logicalNot(begin: i32, end: i32, y: usize, x: usize): void {
  eachConstant(Two.eqI32, begin, end, y, x, 0, 0);
}

/** y = 1 where x is NaN, else 0. */
export function isnan(begin: i32, end: i32, y: usize, x: usize): void {
  each2(Two.eq, begin, end, y, x, x, 16, 16, 0, reinterpret<f32>(1));
}

/** y = 1 where x is neither NaN nor infinite, else 0. */
export function isfinite(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.isFinite, begin, end, y, x, 0, 0);
}
