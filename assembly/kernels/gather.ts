/**
 * Elements that are each chosen by an index of its own.
 *
 * [outer, D, inner] is the shape of the source, with D along the dimension that indices choose from; [outer, K, inner] is
 * the shape of the result. Indices are int32 and in range: the caller has asked `checkIndices`.
 */
import { expects } from '../lib/expects';

/** y[o, k, j] = x[o, index[o, k, j], j]. Unit: an o, outer in all; y is written. */
export function gather(
  begin: i32, end: i32, y: usize, x: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  pick(false, begin, end, x, y, index, D, K, inner);
}

/** dx[o, index[o, k, j], j] += dy[o, k, j], in row-major order. Unit: an o, outer in all; dx is added to. */
export function scatterAdd(
  begin: i32, end: i32, dx: usize, dy: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  pick(true, begin, end, dx, dy, index, D, K, inner);
}

function pick(add: bool, begin: i32, end: i32, x: usize, y: usize, index: usize, D: i32, K: i32, inner: i32): void {
  expects(begin, end, x | y | index, D | K | inner);
  let at = <usize>(begin * K * inner) << 2;
  for (let o = begin; o < end; o++) {
    const base = x + (<usize>(o * D * inner) << 2);
    for (let k = 0; k < K; k++) {
      for (let j = 0; j < inner; j++) {
        const p = base + (<usize>(load<i32>(index + at) * inner + j) << 2);
        if (add) store<f32>(p, load<f32>(p) + load<f32>(y + at));
        else store<u32>(y + at, load<u32>(p));
        at += 4;
      }
    }
  }
}
