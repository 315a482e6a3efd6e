/** Where elements are not zero. */
import { expects } from '../lib/expects';

/**
 * Writes the places of those of the n elements of x, float32 if `real`, that are not zero to y, int32, unless y is 0;
 * returns their number. NaN is not zero, and −0 is.
 */
export function nonzero(y: usize, x: usize, n: i32, real: bool): i32 {
  expects(0, n, y | x, n);
  let count = 0;
  // −0 is the only zero that has a bit
  const mask: u32 = real ? 0x7fffffff : 0xffffffff;
  for (let i = 0; i < n; i++) {
    const bits = load<u32>(x + (<usize>i << 2)) & mask;
    if (y) {
      if (bits) store<i32>(y + (<usize>count << 2), i);
    }
    count += i32(bits != 0);
  }
  return count;
}
