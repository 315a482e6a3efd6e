/**
 * Sums, differences, products and quotients of two operands that broadcast; ranges and operands are those of
 * `lib/broadcast.ts`. Names without a type work on float32, `…I32` on int32, which wraps.
 */
import { broadcast, MINUS_ONE, ONE } from '../lib/broadcast';
import { Two } from '../lib/map1';

/** y = a + b. */
// prettier-ignore
export function add(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.add, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = a − b. */
// prettier-ignore
export function sub(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaled, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, -1, 0);
}

/** y = a · b. */
// prettier-ignore
export function mul(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.mul, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = a / b. */
// prettier-ignore
export function div(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.div, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = a + b, wrapping. */
// prettier-ignore
export function addI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaledI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, ONE, 0);
}

/** y = a − b, wrapping. */
// prettier-ignore
export function subI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaledI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, MINUS_ONE, 0);
}

/** y = a · b, wrapping. */
// prettier-ignore
export function mulI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.mulI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
