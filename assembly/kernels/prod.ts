/**
 * Products over the middle of a contiguous x[outer, reduce, inner], and their gradient. Totals are float64.
 *
 * The unit of a range is a lane (o, j), outer·inner in all; x and dy are read, y or dx written.
 */
import { expects } from '../lib/expects';
import { laneOf } from '../lib/lane';

/** y = Π x, multiplied in float64. */
export function prod(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let product: f64 = 1;
    for (let n = reduce; n > 0; n--) {
      product *= <f64>load<f32>(from);
      from += <usize>inner << 2;
    }
    store<f32>(y + (<usize>i << 2), <f32>product);
  }
}

/** y[o, j] = Π x[o, r, j] in int32; returns 1 if a product left that range, else 0. */
export function prodI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  let left = 0;
  for (let i = begin; i < end; i++) {
    let at = laneOf(x, i, reduce, inner);
    // exact up to 2⁵³; beyond that, only a zero leads back into the range, and it ends the product
    let total: f64 = 1;
    for (let n = reduce; n > 0 && total != 0; n--) {
      const v = load<i32>(at);
      total = v ? total * <f64>v : 0;
      at += <usize>inner << 2;
    }
    if (total < -2147483648.0 || total > 2147483647.0) left = 1;
    store<i32>(y + (<usize>i << 2), <i32>min(max(total, -2147483648.0), 2147483647.0));
  }
  return left;
}

/** dx[o, r, j] = dy[o, j] · Π_{q ≠ r} x[o, q, j]: correct if factors are 0, too. */
export function prodBackward(
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
    total = <f64>load<f32>(dy + (<usize>i << 2));
    for (let n = reduce; n > 0; n--) {
      at -= step;
      store<f32>(dx + at, <f32>(<f64>load<f32>(dx + at) * total));
      total *= <f64>load<f32>(x + at);
    }
  }
}
