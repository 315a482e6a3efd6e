/**
 * Sums over the middle of a contiguous x[outer, reduce, inner]:
 *
 *   y[o, j] = scale · Σ_r x[o, r, j]
 *
 * The unit of a range is an output, outer·inner in all; y is written, x read.
 */
import { expects } from '../lib/expects';
import { sums } from '../lib/sums';

/** y = scale · Σ x, which is the mean if scale is 1/reduce. */
export function sum(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, scale: f64): void {
  sums(false, begin, end, y, x, reduce, inner, scale, 0);
}

/** y = Σ x in int32; returns 1 if a sum left that range, else 0. */
export function sumI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  let left = 0;
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let total: i64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <i64>load<i32>(from);
      from += <usize>inner << 2;
    }
    if (total != <i64>(<i32>total)) left = 1;
    store<i32>(y + (<usize>i << 2), <i32>total);
  }
  return left;
}

/** Σ partial(count) of float64 numbers, in order. */
export function sumPartials(partial: usize, count: i32): f64 {
  assert((partial & 7) == 0 && count >= 0);
  let total: f64 = 0;
  for (; count > 0; count--) {
    total += load<f64>(partial);
    partial += 8;
  }
  return total;
}
