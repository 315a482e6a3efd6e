/** What convolution and pooling share: numbers by axis, optional batch dims, and the number of windows. */

import { checkDtype } from '../../array/check.ts';
import { checkInteger, failRange, show } from '../../errors.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';

/** A number for both axes, or [vertical, horizontal]. */
export type Pair = number | readonly [number, number];

/** A number for the one axis of a sequence, alone or in an array. */
export type Single = number | readonly [number];

/** The number of axes of windows: 1 for sequences (N, C, L), 2 for images (N, C, H, W). */
export type Axes = 1 | 2;

/** The greatest number that a kernel takes. */
export const INT32 = 2 ** 31 - 1;

/** The numbers of all axes, given as one for all or one for each; each must be an integer of at least `low`. */
export function checkAxes(fn: string, what: string, value: unknown, low: number, axes: Axes): number[] {
  const list = Array.isArray(value) ? value : new Array<unknown>(axes).fill(value);
  if (list.length !== axes) {
    failRange(fn, `expected ${what} to be a number or ${axes === 1 ? 'an array of one' : 'a pair'}, got ${show(list)}`);
  }
  return list.map((v) => checkInteger(fn, what, v, low, INT32));
}

/** As `checkAxes`, for kernels, which only know images: a sequence is an image of height 1, and that axis gets `neutral`. */
export function checkPlanar(fn: string, what: string, value: unknown, low: number, axes: Axes, neutral = 1): [number, number] {
  const list = checkAxes(fn, what, value, low, axes);
  return (axes === 1 ? [neutral, ...list] : list) as [number, number];
}

/** The sizes of images, or of sequences as images of height 1; N is 1 for an unbatched one. */
export interface Images {
  N: number;
  C: number;
  H: number;
  W: number;
  /** The shape of results with `C` channels of H × W. */
  shaped: (C: number, H: number, W: number) => number[];
}

/** Refuses anything but float32 images (N, C, H, W) or (C, H, W), or sequences (N, C, L) or (C, L). */
export function checkImages(fn: string, x: Tensor, axes: Axes): Images {
  checkDtype(fn, 'input', x, 'float32');
  const { ndim, sizes } = x;
  if (ndim !== axes + 1 && ndim !== axes + 2) {
    const dims = axes === 1 ? 'C, L' : 'C, H, W';
    failRange(fn, `expected input of shape [N, ${dims}] or [${dims}], got ${showShape(sizes)}`);
  }
  const batched = ndim === axes + 2;
  const N = batched ? (sizes[0] as number) : 1;
  const [C, H, W] = (axes === 1 ? [sizes.at(-2), 1, sizes.at(-1)] : sizes.slice(-3)) as [number, number, number];
  return { N, C, H, W, shaped: (c, h, w) => [...(batched ? [N] : []), c, ...(axes === 1 ? [w] : [h, w])] };
}

/** Refuses planes with more positions, including the padding, than a kernel can count. */
export function checkPlane(fn: string, H: number, W: number): void {
  if (!(H * W < 2 ** 30)) failRange(fn, `expected an input that has fewer than 2^30 positions when padded, got ${H} × ${W}`);
}

/**
 * How many windows fit along an axis; with `ceil` the last may run past the end, but not begin there.
 * @throws {RangeError} if none fits.
 */
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
  let count = (ceil ? Math.ceil(room / stride) : Math.floor(room / stride)) + 1;
  if (ceil && (count - 1) * stride >= size + padding) count--;
  if (count < 1) {
    failRange(
      fn,
      `expected a window that fits ${size + 2 * padding} (the input padded), got one of ${dilation * (kernel - 1) + 1}`,
    );
  }
  return count;
}
