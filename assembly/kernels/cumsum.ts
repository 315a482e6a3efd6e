/**
 * Running sums along the middle of a contiguous x[outer, reduce, inner]. Totals are float64 for float32, int64 for int32.
 *
 * The unit of a range is a lane (o, j), outer·inner in all; y is written and may be x.
 */
import { expects } from '../lib/expects';
import { laneOf } from '../lib/lane';

/** y[o, r, j] = Σ x[o, q, j] over q ≤ r, or over q ≥ r if `reverse` (its gradient). y may be x. */
export function cumsum(
  begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, reverse: bool,
): void {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  const step = <usize>(reverse ? -inner : inner) << 2;
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let at = <usize>(o * reduce * inner + i - o * inner) << 2;
    if (reverse) at += <usize>((reduce - 1) * inner) << 2;
    let total: f64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <f64>load<f32>(x + at);
      store<f32>(y + at, <f32>total);
      at += step;
    }
  }
}

/** y[o, r, j] = Σ x[o, q, j] over q ≤ r in int32; returns 1 if a sum left that range, else 0. */
export function cumsumI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  let left = 0;
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: i64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <i64>load<i32>(x + at);
      if (total != <i64>(<i32>total)) left = 1;
      store<i32>(y + at, <i32>total);
      at += <usize>inner << 2;
    }
  }
  return left;
}
