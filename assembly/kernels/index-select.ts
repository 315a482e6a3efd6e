/**
 * Rows chosen by indices.
 *
 * [outer, D, inner] is the shape of the source, with D along the dimension that indices choose from; [outer, K, inner] is
 * the shape of the result. Indices are int32 and in range: the caller has asked `checkIndices`.
 */
import { expects } from '../lib/expects';
import { copyRow } from '../lib/layout';
import { Two } from '../lib/map1';
import { each2 } from '../lib/map2';

/** y[o, k, :] = x[o, index[k], :] for index(K). Unit: a row of y, outer·K in all. y is written. */
export function indexSelect(
  begin: i32, end: i32, y: usize, x: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  expects(begin, end, y | x | index, D | K | inner);
  for (let r = begin; r < end; r++) {
    const o = r / K;
    const i = load<i32>(index + (<usize>(r - o * K) << 2));
    copyRow(y + (<usize>(r * inner) << 2), x + (<usize>((o * D + i) * inner) << 2), inner);
  }
}

/** Rows are dealt to units in turn, since the frequent ones are often together. A power of 2. */
export const UNITS: i32 = 64;

/**
 * dx[o, index[k], :] += dy[o, k, :], in the order of k: the gradient of `indexSelect`. Unit: the rows of D whose number
 * modulo UNITS is its own, UNITS in all; dx is added to.
 */
export function indexAdd(
  begin: i32, end: i32, dx: usize, dy: usize, index: usize, outer: i32, D: i32, K: i32, inner: i32,
): void {
  expects(begin, end, dx | dy | index, outer | D | K | inner);
  assert(end <= UNITS);
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < K; k++) {
      const i = load<i32>(index + (<usize>k << 2));
      const unit = i & (UNITS - 1);
      if (unit >= begin && unit < end) {
        const to = dx + (<usize>((o * D + i) * inner) << 2);
        each2(Two.add, 0, inner, to, to, dy, 16, 16, 0, 0);
      }
      dy += <usize>inner << 2;
    }
  }
}
