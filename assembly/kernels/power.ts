/**
 * Powers of two operands that broadcast (ranges and operands are those of `lib/broadcast.ts`), or of one contiguous
 * operand to a constant exponent, where the unit of a range is an element and y may be x.
 */
import { broadcast } from '../lib/broadcast';
import { each1, One, Two } from '../lib/map1';
import { eachConstant } from '../lib/map2';

/** y = a to the power b. */
// prettier-ignore
export function pow(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.pow, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}

/** y = x to a constant power; common exponents have exact operations. */
export function powScalar(begin: i32, end: i32, y: usize, x: usize, exponent: f32): void {
  let op = One.exp;
  if (exponent == 2) op = One.squareFrom;
  else if (exponent == 3) op = One.cube;
  else if (exponent == 0.5) op = One.sqrt;
  else if (exponent == -0.5) op = One.rsqrt;
  else if (exponent == -1) op = One.reciprocal;
  else if (exponent == 1) op = One.scale;
  else if (exponent == 0) op = One.fill;
  // the parameter of `fill`, `scale` and `reciprocal` is 1, of `squareFrom` 0
  if (op != One.exp) each1(op, begin, end, y, x, exponent == 2 ? 0 : 1, 0);
  else eachConstant(Two.pow, begin, end, y, x, reinterpret<i32>(exponent), 0);
}
