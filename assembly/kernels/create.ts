/**
 * Tensors made from nothing: one value, or the numbers of a range. The unit of a range is an element of y, which is written.
 */
import { expects } from '../lib/expects';
import { each1, One } from '../lib/map1';

/** y = a value given by its 32 bits, of either type. x is not read. */
export function fill(begin: i32, end: i32, y: usize, bits: i32): void {
  each1(One.fill, begin, end, y, y, reinterpret<f32>(bits), 0);
}

/** y[i] = start + i · step, each from i itself and rounded once. Unit: an element of y. */
export function arange(begin: i32, end: i32, y: usize, start: f64, step: f64): void {
  expects(begin, end, y, 0);
  for (let i = begin; i < end; i++) store<f32>(y + (<usize>i << 2), <f32>(start + <f64>i * step));
}

/** The same in int32; start and step are whole and the results in its range. */
export function arangeI32(begin: i32, end: i32, y: usize, start: i32, step: i32): void {
  expects(begin, end, y, 0);
  for (let i = begin; i < end; i++) store<i32>(y + (<usize>i << 2), start + i * step);
}
