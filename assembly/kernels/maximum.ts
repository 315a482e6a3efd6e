/**
 * The greater and the lesser of two operands that broadcast; ranges and operands are those of `lib/broadcast.ts`.
 * Names without a type work on float32, `…I32` on int32.
 */
import { broadcast } from '../lib/broadcast';
import { Two } from '../lib/map1';

/** y = the greater of a and b; NaN if either is NaN. */
// prettier-ignore
export function maximum(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.max, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = the lesser of a and b; NaN if either is NaN. */
// prettier-ignore
export function minimum(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.min, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = the greater of a and b. */
// prettier-ignore
export function maximumI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.maxI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = the lesser of a and b. */
// prettier-ignore
export function minimumI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.minI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
