/**
 * relu, the only activation in the first part; the others are in `activation.ts`.
 *
 * The unit of a range is an element. y or dx is written and may be any operand; the others are read.
 */
import { each1, One, Two } from '../lib/map1';
import { each2, repeated } from '../lib/map2';

/** y = max(x, 0). */
export function relu(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.relu, begin, end, y, x, 0, 0);
}

/** dx = dy where x > 0 or NaN, else 0; `saved` is x or y. dy is one number for all elements if `step` is 0 instead of 1. */
export function reluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, saved: usize): void {
  if (!step) dy = repeated(load<i32>(dy));
  each2(Two.reluBack, begin, end, dx, dy, saved, step << 4, 16, 0, 0);
}
