/** The check of int32 indices that precedes every kernel that uses them. */
import { expects } from '../lib/expects';

/** The first place of index(n) whose value is outside [0, bound), or −1. */
export function checkIndices(index: usize, n: i32, bound: i32): i32 {
  expects(0, n, index, bound);
  const whole = n & ~3;
  const most = i32x4.splat(bound);
  let i = 0;
  while (i < whole && !v128.any_true(i32x4.ge_u(v128.load(index + (<usize>i << 2)), most))) i += 4;
  for (; i < n; i++) if (load<u32>(index + (<usize>i << 2)) >= <u32>bound) return i;
  return -1;
}
