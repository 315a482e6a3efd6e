/** Runs of equal rows. */
import { expects } from '../lib/expects';

/**
 * Numbers the runs of equal rows of x[n, width], float32 if `real`, from 0 on: y, int32 [n], says in which run each row is.
 * Returns how many there are. NaN equals nothing, −0 equals 0.
 */
export function groups(y: usize, x: usize, n: i32, width: i32, real: bool): i32 {
  expects(0, n, y | x, n | width);
  const bytes = <usize>width << 2;
  let run = -1;
  for (let i = 0; i < n; i++) {
    let same = i > 0;
    for (let at: usize = 0; same && at < bytes; at += 4) {
      const p = x + at;
      same = real ? load<f32>(p) == load<f32>(p - bytes) : load<i32>(p) == load<i32>(p - bytes);
    }
    if (!same) run++;
    store<i32>(y + (<usize>i << 2), run);
    x += bytes;
  }
  return run + 1;
}
