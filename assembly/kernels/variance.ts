/**
 * Variances over the middle of a contiguous x[outer, reduce, inner].
 *
 * The unit of a range is an output, outer·inner in all; y is written, x read.
 */
import { sums } from '../lib/sums';

/** y = Σ (x − mean)² / max(reduce − correction, 0), in two passes. */
export function variance(
  begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, correction: f64,
): void {
  const n = <f64>reduce;
  sums(true, begin, end, y, x, reduce, inner, 1 / max(n - correction, 0), 1 / n);
}
