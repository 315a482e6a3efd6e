/** Values written to a contiguous y. The unit of a range is an element of y. */
import { expects } from '../lib/expects';
import { each1, One } from '../lib/map1';

/** y = the value with these 32 bits, of either type. */
export function fill(begin: i32, end: i32, y: usize, bits: i32): void {
  each1(One.fill, begin, end, y, y, reinterpret<f32>(bits), 0);
}

/** y[i] = start + i · step, computed from i and rounded once. */
export function arange(begin: i32, end: i32, y: usize, start: f64, step: f64): void {
  expects(begin, end, y, 0);
  for (let i = begin; i < end; i++) store<f32>(y + (<usize>i << 2), <f32>(start + <f64>i * step));
}

/** The same in int32, of whose range the results must be. */
export function arangeI32(begin: i32, end: i32, y: usize, start: i32, step: i32): void {
  expects(begin, end, y, 0);
  for (let i = begin; i < end; i++) store<i32>(y + (<usize>i << 2), start + i * step);
}
