/** Indices as rows of zeros with a single one. They are int32 and in range: the caller has asked `checkIndices`. */
import { expects } from '../lib/expects';

/** y[i, c] = 1 where c = index[i], else 0, int32. Unit: a row of y (…, C), which is written. */
export function oneHot(begin: i32, end: i32, y: usize, index: usize, C: i32): void {
  expects(begin, end, y | index, C);
  if (begin >= end) return;
  memory.fill(y + (<usize>(begin * C) << 2), 0, <usize>((end - begin) * C) << 2);
  for (let i = begin; i < end; i++) store<i32>(y + (<usize>(i * C + load<i32>(index + (<usize>i << 2))) << 2), 1);
}
