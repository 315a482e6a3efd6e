/** Sums and maxima of bags of rows, which indices choose from a table x[V, D]. All indices are int32 and in range. */
import { expects } from '../lib/expects';
import { madd, storeTail } from '../lib/simd';

/**
 * y[to(i), :] += scale(i)·x[from(i), :] for i < K, in order. In sums `to` is the bag, in their gradient `from` is. Unit: a
 * column, D in all; y is added to.
 */
export function addScaledRows(
  begin: i32, end: i32, y: usize, x: usize, to: usize, from: usize, scale: usize, K: i32, D: i32,
): void {
  expects(begin, end, y | x | to | from | scale, K | D);
  assert(end <= D);
  if (begin >= end) return;
  for (let i: usize = 0; i < <usize>K << 2; i += 4) {
    const s = v128.load32_splat(scale + i);
    let a = y + (<usize>(load<i32>(to + i) * D + begin) << 2);
    let b = x + (<usize>(load<i32>(from + i) * D + begin) << 2);
    let n = end - begin;
    if (n >= 4) do {
      v128.store(a, madd(s, v128.load(b), v128.load(a)));
      a += 16;
      b += 16;
      n -= 4;
    } while (n >= 4);
    storeTail(a, madd(s, v128.load(b), v128.load(a)), n);
  }
}

/**
 * y[b, :] = max of x[index(i), :] over i in [starts(b), starts(b + 1)), and the flat places of the maxima in x; 0 and −1 for
 * an empty bag. NaN counts as the greatest. Unit: a bag; y and place[bags, D] are written.
 */
export function bagMax(begin: i32, end: i32, y: usize, place: usize, x: usize, index: usize, starts: usize, D: i32): void {
  expects(begin, end, y | place | x | index | starts, D);
  let at = <usize>(begin * D) << 2;
  for (let b = begin; b < end; b++) {
    const first = load<i32>(starts + (<usize>b << 2));
    const last = load<i32>(starts + (<usize>b << 2), 4);
    for (let j = 0; j < D; j++) {
      let most: f32 = 0;
      let found = -1;
      for (let i = first; i < last; i++) {
        const p = load<i32>(index + (<usize>i << 2)) * D + j;
        const v = load<f32>(x + (<usize>p << 2));
        if (found < 0 || v > most || v != v) {
          most = v;
          found = p;
        }
      }
      store<f32>(y + at, most);
      store<i32>(place + at, found);
      at += 4;
    }
  }
}
