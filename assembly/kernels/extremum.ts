/**
 * Maxima and minima and their places, over the middle of a contiguous x[outer, reduce, inner]:
 *
 *   y[o, j] = max_r x[o, r, j]
 *
 * The unit of a range is an output, outer·inner in all. Outputs are written, x is read, and reduce ≥ 1. NaN counts as
 * the maximum and as the minimum; of equal elements, the first gives the place. Names without a type work on
 * float32, `…I32` on int32; places are int32.
 */
import { extremum } from '../lib/extremes';
import { Two } from '../lib/map1';

/** y = the greatest x. */
export function amax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.max, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. */
export function amin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.min, begin, end, y, 0, x, reduce, inner);
}

/** y = the greatest x. */
export function amaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.maxI32, begin, end, y, 0, x, reduce, inner);
}

/** y = the least x. */
export function aminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.minI32, begin, end, y, 0, x, reduce, inner);
}

/** y = the r of the greatest x. */
export function argmax(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.max, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x. */
export function argmin(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.min, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the greatest x. */
export function argmaxI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.maxI32, begin, end, 0, y, x, reduce, inner);
}

/** y = the r of the least x. */
export function argminI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  extremum(Two.minI32, begin, end, 0, y, x, reduce, inner);
}

/** values = the greatest x, indices = its r. */
export function maxWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.max, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r. */
export function minWithIndex(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.min, begin, end, values, indices, x, reduce, inner);
}

/** values = the greatest x, indices = its r. */
export function maxWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.maxI32, begin, end, values, indices, x, reduce, inner);
}

/** values = the least x, indices = its r. */
export function minWithIndexI32(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, reduce: i32, inner: i32,
): void {
  extremum(Two.minI32, begin, end, values, indices, x, reduce, inner);
}
