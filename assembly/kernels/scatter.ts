/**
 * Elements written where an index of each says, one after the other, so that the last of several in one place stays.
 *
 * [outer, D, inner] is the shape of y, [outer, K, inner] that of the index, which is int32 and in range.
 */
import { expects } from '../lib/expects';

/**
 * y[o, index[o, k, j], j] = src[o, k, j], or the first of src for all if `step`, the bytes from one to the next, is 0.
 * Unit: an o, outer in all; y is written in these places.
 */
export function scatter(
  begin: i32, end: i32, y: usize, src: usize, index: usize, D: i32, K: i32, inner: i32, step: i32,
): void {
  expects(begin, end, y | src | index, D | K | inner);
  let i = begin * K * inner;
  for (let o = begin; o < end; o++) {
    const base = y + (<usize>(o * D * inner) << 2);
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < inner; j++) {
        const place = load<i32>(index + (<usize>i << 2));
        store<u32>(base + (<usize>(place * inner + j) << 2), load<u32>(src + <usize>(i * step)));
        i++;
      }
    }
  }
}
