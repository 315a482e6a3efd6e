/**
 * The sums under the root of a norm, over the middle of a contiguous x[outer, reduce, inner].
 *
 * The unit of a range is an output, outer·inner in all; y is written, x read.
 */
import { expects } from '../lib/expects';
import { FREE, REPEAT_B } from '../lib/layout';
import { f, map1, One, Two } from '../lib/map1';
import { map2 } from '../lib/map2';
import { BLOCK, sumRow, sums } from '../lib/sums';
import { workspace } from '../lib/workspace';

/** y = Σ x². */
export function sumSquares(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): void {
  sums(true, begin, end, y, x, reduce, inner, 1, 0);
}

/** y = Σ |x|ᵖ, for p > 0. */
export function sumAbsPow(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32, p: f32): void {
  expects(begin, end, y | x, reduce | inner);
  assert(begin == end || inner > 0);
  assert(p > 0);
  const t = workspace + FREE;
  v128.store(workspace + REPEAT_B, f(p));
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    let from = x + (<usize>(o * reduce * inner + i - o * inner) << 2);
    let total: f64 = 0;
    for (let n = reduce; n > 0; n -= BLOCK) {
      const k = min(n, BLOCK);
      for (let e = 0; e < k; e++) {
        store<f32>(t + (<usize>e << 2), load<f32>(from));
        from += <usize>inner << 2;
      }
      const vectors = (k + 3) >> 2;
      map1(One.abs, vectors, t, t, 0, 0);
      if (p != 1) map2(Two.pow, vectors, t, t, workspace + REPEAT_B, 16, 0, 0, 0);
      total += sumRow(false, k, t, 0);
    }
    store<f32>(y + (<usize>i << 2), <f32>total);
  }
}
