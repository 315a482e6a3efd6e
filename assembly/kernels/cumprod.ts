/**
 * Running products along the middle of a contiguous x[outer, reduce, inner], and their gradient. Totals are float64.
 *
 * The unit of a range is a lane (o, j), outer·inner in all; x and dy are read, y or dx written.
 */
import { expects } from '../lib/expects';
import { laneOf } from '../lib/lane';

/** y[o, r, j] = Π x[o, q, j] over q ≤ r. */
export function cumprod(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: f64 = 1;
    for (let n = reduce; n > 0; n--) {
      total *= <f64>load<f32>(x + at);
      store<f32>(y + at, <f32>total);
      at += <usize>inner << 2;
    }
  }
}

/** The same in int32; returns 1 if a product left that range, else 0. */
export function cumprodI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: i64 = 1;
    for (let n = reduce; n > 0; n--) {
      total *= <i64>load<i32>(x + at);
      if (total != <i64>(<i32>total)) return 1;
      store<i32>(y + at, <i32>total);
      at += <usize>inner << 2;
    }
  }
  return 0;
}

/**
 * dx[o, r, j] = Π_{q < r} x[o, q, j] · s[r], where s[r] = dy[o, r, j] + x[o, r + 1, j] · s[r + 1] is what depends on the
 * factor r from its place on: correct if factors are 0, too.
 */
export function cumprodBackward(
  begin: i32, end: i32, dx: usize, dy: usize, x: usize, reduce: i32, inner: i32,
): void {
  expects(begin, end, dx | dy | x, reduce | inner);
  assert(begin == end || inner > 0);
  const step = <usize>inner << 2;
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: f64 = 1;
    for (let n = reduce; n > 0; n--) {
      store<f32>(dx + at, <f32>total);
      total *= <f64>load<f32>(x + at);
      at += step;
    }
    total = 0;
    for (let n = reduce; n > 0; n--) {
      at -= step;
      total += <f64>load<f32>(dy + at);
      store<f32>(dx + at, <f32>(<f64>load<f32>(dx + at) * total));
      total *= <f64>load<f32>(x + at);
    }
  }
}
