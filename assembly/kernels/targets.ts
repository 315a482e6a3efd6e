/** What the losses over classes ask about their targets, which are int32. */
import { expects } from '../lib/expects';

/** The number of targets that are not ignoreIndex, or −1 − i if target i is the first of those that is outside [0, C). */
export function checkTargets(target: usize, n: i32, C: i32, ignoreIndex: i32): i32 {
  expects(0, n, target, C);
  let count = n;
  for (let i = 0; i < n; i++) {
    const y = load<i32>(target + (<usize>i << 2));
    if (y == ignoreIndex) count--;
    else if (<u32>y >= <u32>C) return -1 - i;
  }
  return count;
}

/** The sum of the weights of the targets that are not ignoreIndex. */
export function targetWeight(target: usize, weight: usize, n: i32, ignoreIndex: i32): f64 {
  expects(0, n, target | weight, 0);
  let total: f64 = 0;
  for (let i = 0; i < n; i++) {
    const y = load<i32>(target + (<usize>i << 2));
    if (y != ignoreIndex) total += <f64>load<f32>(weight + (<usize>y << 2));
  }
  return total;
}
