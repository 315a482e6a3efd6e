/**
 * Any and all over the middle of a contiguous x[outer, reduce, inner], int32 0 or 1. The unit of a range is an output,
 * outer·inner in all; y is written, x read.
 */
import { extremum } from '../lib/extremes';
import { Two } from '../lib/map1';
import { fill } from './create';

/** y = 1 if any x is 1, else 0. */
export function anyNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  if (reduce) extremum(Two.maxI32, begin, end, y, 0, x, reduce, inner);
  else fill(begin, end, y, 0);
}

/** y = 1 if all x are 1, else 0. */
export function allNonzero(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  if (reduce) extremum(Two.minI32, begin, end, y, 0, x, reduce, inner);
  else fill(begin, end, y, 1);
}
