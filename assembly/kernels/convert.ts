/**
 * Conversions between float32, int32 and bool, which is int32 0 or 1: y[i] = x[i] for i in [begin, end).
 *
 * The unit of a range is an element. y is written and may be x, which is read.
 */
import { each1, One, Two } from '../lib/map1';
import { eachConstant } from '../lib/map2';

/** y = 1 where the float32 x is not 0, NaN included, else 0. */
export function boolF32(begin: i32, end: i32, y: usize, x: usize): void {
  eachConstant(Two.eq, begin, end, y, x, 0, 1);
}

/** y = 1 where the int32 x is not 0, else 0. */
export function boolI32(begin: i32, end: i32, y: usize, x: usize): void {
  eachConstant(Two.eqI32, begin, end, y, x, 0, 1);
}

/** y = the int32 x as float32. */
export function i32ToF32(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.toF32, begin, end, y, x, 0, 0);
}

/** y = the float32 x as int32: truncated, limited to the range of int32, 0 for NaN. */
export function f32ToI32(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.toI32, begin, end, y, x, 0, 0);
}
