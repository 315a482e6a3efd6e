/**
 * Elements and rows chosen by int32 indices. Indices are in range: `checkIndices` was asked before.
 *
 * [outer, D, inner] is the tensor looked into, with D along the dimension chosen from; [outer, K, inner] the result.
 */
import { Two } from '../lib/map1';
import { each2 } from '../lib/map2';
import { copyRow } from '../lib/layout';

/** The first position of index(n) that is outside [0, bound), or −1. */
export function checkIndices(index: usize, n: i32, bound: i32): i32 {
  const whole = n & ~3;
  const most = i32x4.splat(bound);
  let i = 0;
  while (i < whole && !v128.any_true(i32x4.ge_u(v128.load(index + (<usize>i << 2)), most))) i += 4;
  for (; i < n; i++) if (load<u32>(index + (<usize>i << 2)) >= <u32>bound) return i;
  return -1;
}

/** y[o, k, :] = x[o, index[k], :] for index(K). Unit: a row of y, outer·K in all. y is written. */
export function indexSelect(
  begin: i32, end: i32, y: usize, x: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  for (let r = begin; r < end; r++) {
    const o = r / K;
    const i = load<i32>(index + (<usize>(r - o * K) << 2));
    copyRow(y + (<usize>(r * inner) << 2), x + (<usize>((o * D + i) * inner) << 2), inner);
  }
}

/**
 * dx[o, index[k], :] += dy[o, k, :], in the order of k: the gradient of `indexSelect`. Unit: a column, `inner` in all;
 * dx is added to.
 */
export function indexAdd(
  begin: i32, end: i32, dx: usize, dy: usize, index: usize, outer: i32, D: i32, K: i32, inner: i32,
): void {
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < K; k++) {
      const i = load<i32>(index + (<usize>k << 2));
      const to = dx + (<usize>((o * D + i) * inner) << 2);
      each2(Two.add, begin, end, to, to, dy, 16, 16, 0, 0);
      dy += <usize>inner << 2;
    }
  }
}

/** y[o, k, j] = x[o, index[o, k, j], j]. Unit: outer; y is written. */
export function gather(
  begin: i32, end: i32, y: usize, x: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  pick(false, begin, end, x, y, index, D, K, inner);
}

/** dx[o, index[o, k, j], j] += dy[o, k, j], in row-major order. Unit: outer; dx is added to. */
export function scatterAdd(
  begin: i32, end: i32, dx: usize, dy: usize, index: usize, D: i32, K: i32, inner: i32,
): void {
  pick(true, begin, end, dx, dy, index, D, K, inner);
}

function pick(add: bool, begin: i32, end: i32, x: usize, y: usize, index: usize, D: i32, K: i32, inner: i32): void {
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

/** y[i, c] = 1 where c = index[i], else 0, int32. Unit: a row of y (…, C), which is written. */
export function oneHot(begin: i32, end: i32, y: usize, index: usize, C: i32): void {
  if (begin >= end) return;
  memory.fill(y + (<usize>(begin * C) << 2), 0, <usize>((end - begin) * C) << 2);
  for (let i = begin; i < end; i++) store<i32>(y + (<usize>(i * C + load<i32>(index + (<usize>i << 2))) << 2), 1);
}
