/** Places of values among sorted ones, of float32 or int32, that are float64 here so that any two can be compared. */
import { expects } from '../lib/expects';

// @ts-ignore: decorator
@inline
function number(real: bool, x: usize): f64 {
  return real ? <f64>load<f32>(x) : <f64>load<i32>(x);
}

/**
 * y[r, i] = how many of sorted[r, ·], n of them, come before x[r, i], or before what is greater than x[r, i] if `after`.
 * Rows have `row` values; r is always 0 if `shared`. A comparison with NaN goes to the right. Unless `order` is 0,
 * sorted[r, order[r, k]] stands for sorted[r, k]. Unit: a value; y is written.
 */
export function searchsorted(
  begin: i32, end: i32, y: usize, x: usize, sorted: usize, order: usize,
  n: i32, row: i32, shared: bool, after: bool, realX: bool, realSorted: bool,
): void {
  expects(begin, end, y | x | sorted | order, n | row);
  for (let i = begin; i < end; i++) {
    const at = <usize>i << 2;
    const value = number(realX, x + at);
    const first = shared ? 0 : <usize>(i / row * n) << 2;
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >>> 1;
      let place = <usize>middle << 2;
      if (order) place = <usize>load<i32>(order + first + place) << 2;
      const element = number(realSorted, sorted + first + place);
      if (after ? element > value : element >= value) high = middle;
      else low = middle + 1;
    }
    store<i32>(y + at, low);
  }
}
