/**
 * Choices: between two operands, and between a value and the bound that it exceeds.
 *
 * The unit of a range is an element, and operands are contiguous. y or dx is written and may be any operand; the others
 * are read. Names without a type work on float32, `…I32` on int32.
 */
import { each1, One, Two } from '../lib/map1';
import { each2, eachWhere } from '../lib/map2';

/** y = a where cond is not 0, else b; all of any type of four bytes. */
export function where(begin: i32, end: i32, y: usize, cond: usize, a: usize, b: usize): void {
  eachWhere(begin, end, y, cond, a, b);
}

/** y = min(max(x, lo), hi); NaN stays NaN. */
export function clamp(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  each1(One.clamp, begin, end, y, x, lo, hi);
}

/** y = min(max(x, lo), hi). */
export function clampI32(begin: i32, end: i32, y: usize, x: usize, lo: i32, hi: i32): void {
  each1(One.clampI32, begin, end, y, x, reinterpret<f32>(lo), reinterpret<f32>(hi));
}

/** dx = dy where lo ≤ x ≤ hi, else 0. */
export function clampBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize, lo: f32, hi: f32): void {
  each2(Two.clampBack, begin, end, dx, dy, x, 16, 16, lo, hi);
}
