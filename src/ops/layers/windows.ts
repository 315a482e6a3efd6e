/** What convolution and pooling share: pairs of numbers, batches that may be missing, and how many windows fit. */

import { checkDtype } from '../../array/check.ts';
import { checkInteger, failRange } from '../../errors.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/** A number for both axes, or [vertical, horizontal]. */
export type Pair = number | readonly [number, number];

/** The greatest number that a kernel takes. */
const INT32 = 2 ** 31 - 1;

/** Both numbers of a pair, each an integer of at least `low`. */
export function checkPair(fn: string, what: string, value: unknown, low: number): [number, number] {
  const pair = Array.isArray(value) ? value : [value, value];
  if (pair.length !== 2) failRange(fn, `expected ${what} to be a number or a pair, got ${showShape(pair)}`);
  return [checkInteger(fn, what, pair[0], low, INT32), checkInteger(fn, what, pair[1], low, INT32)];
}

/** The sizes of images; N is 1 for an unbatched one. */
export interface Images {
  N: number;
  C: number;
  H: number;
  W: number;
  /** The shape of results of `C` channels by H × W. */
  shaped: (C: number, H: number, W: number) => number[];
}

/** Refuses anything but float32 images (N, C, H, W) or (C, H, W). */
export function checkImages(fn: string, x: Tensor): Images {
  checkDtype(fn, 'input', x, 'float32');
  if (x.ndim !== 3 && x.ndim !== 4) failRange(fn, `expected input of shape [N, C, H, W] or [C, H, W], got ${showShape(x.sizes)}`);
  const [C, H, W] = x.sizes.slice(-3) as [number, number, number];
  const N = x.ndim === 4 ? (x.sizes[0] as number) : 1;
  return { N, C, H, W, shaped: (...sizes) => (x.ndim === 4 ? [N, ...sizes] : sizes) };
}

/** How many windows fit along an axis; with `ceil` the last may run past the end, but not begin there. */
export function windowsAlong(
  fn: string,
  size: number,
  kernel: number,
  stride: number,
  padding: number,
  dilation: number,
  ceil = false,
): number {
  const room = size + 2 * padding - dilation * (kernel - 1) - 1;
  if (room < 0) {
    failRange(
      fn,
      `expected a window that fits ${size + 2 * padding} (the input padded), got one of ${dilation * (kernel - 1) + 1}`,
    );
  }
  const count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
  return ceil && (count - 1) * stride >= size + padding ? count - 1 : count;
}
