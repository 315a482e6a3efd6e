/** Checks a pooling and computes its sizes, for images, or for sequences as images of height 1. */

import { checkBoolean, failRange } from '../../errors.ts';
import { showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { type Axes, checkImages, checkPlanar, checkPlane, type Images, type Pair, type Single, windowsAlong } from './windows.ts';

/** The options of all window poolings over the axes of `A`. */
export interface PoolOptions<A> {
  /** Steps from window to window. Default: the window's size. */
  stride?: A | null;
  /** Padding around the input: at most half a window. Default 0. */
  padding?: A;
  /** Whether the last windows may run past the end. Default false. */
  ceilMode?: boolean;
}

/** Options of `maxPool1d`. */
export interface MaxPool1dOptions extends PoolOptions<Single> {
  /** The distance between a window's elements. Default 1. */
  dilation?: Single;
}

/** Options of `maxPool2d`. */
export interface MaxPool2dOptions extends PoolOptions<Pair> {
  /** The distance between a window's elements. Default 1. */
  dilation?: Pair;
}

/** The parameters of a pooling for the kernels. */
export interface Plan {
  planes: number;
  /** H, W, OH, OW, kh, kw, sh, sw, ph, pw as the kernels take them; a kernel of 0 × 0 means adaptive windows. */
  sizes: [number, number, number, number, number, number, number, number, number, number];
  dilation: [number, number];
  shape: number[];
}

/** Refuses planes without elements. */
function checkPlanes(fn: string, x: Tensor, axes: Axes): Images {
  const images = checkImages(fn, x, axes);
  if (images.H * images.W === 0) {
    failRange(
      fn,
      `expected ${axes === 1 ? 'sequences of at least 1' : 'images of at least 1 × 1'}, got shape ${showShape(x.sizes)}`,
    );
  }
  return images;
}

/** The windows of a pooling, checked. */
export function windowsOf(
  fn: string,
  axes: Axes,
  kernelSize: Pair | Single,
  options: MaxPool1dOptions | MaxPool2dOptions,
): { kernel: [number, number]; stride: [number, number]; padding: [number, number]; dilation: [number, number]; ceil: boolean } {
  const kernel = checkPlanar(fn, 'kernelSize', kernelSize, 1, axes);
  const stride = checkPlanar(fn, 'stride', options.stride ?? kernelSize, 1, axes);
  const padding = checkPlanar(fn, 'padding', options.padding ?? 0, 0, axes, 0);
  const dilation = checkPlanar(fn, 'dilation', options.dilation ?? 1, 1, axes);
  const ceil = checkBoolean(fn, 'ceilMode', options.ceilMode ?? false);
  if (padding.some((p, i) => 2 * p > (kernel[i] as number))) {
    const [k, p] = [kernel, padding].map((pair) => showShape(pair.slice(-axes)));
    failRange(fn, `expected padding of at most half of kernelSize ${k}, got ${p}`);
  }
  return { kernel, stride, padding, dilation, ceil };
}

export function planOf(
  fn: string,
  axes: Axes,
  x: Tensor,
  kernelSize: Pair | Single,
  options: MaxPool1dOptions | MaxPool2dOptions,
): Plan {
  const { N, C, H, W, shaped } = checkPlanes(fn, x, axes);
  const windows = windowsOf(fn, axes, kernelSize, options);
  const [[kh, kw], [sh, sw], [ph, pw], [dh, dw]] = [windows.kernel, windows.stride, windows.padding, windows.dilation];
  checkPlane(fn, H + 2 * ph, W + 2 * pw);
  const OH = windowsAlong(fn, H, kh, sh, ph, dh, windows.ceil);
  const OW = windowsAlong(fn, W, kw, sw, pw, dw, windows.ceil);
  // elements that no window can have in the plane or its padding are left out, however many
  const taps = (kernel: number, size: number, dilation: number): number => Math.min(kernel, Math.ceil(size / dilation));
  const kernel = [taps(kh, H + 2 * ph, dh), taps(kw, W + 2 * pw, dw)] as const;
  return {
    planes: N * C,
    sizes: [H, W, OH, OW, ...kernel, sh, sw, ph, pw],
    dilation: [dh, dw],
    shape: shaped(C, OH, OW),
  };
}

/** The output size of an adaptive pooling; null keeps the input's. */
export type AdaptiveSize = number | null | readonly [number | null, number | null];

/** Refuses values that cannot be the output size of an adaptive pooling. */
export function checkAdaptive(
  fn: string,
  axes: Axes,
  outputSize: AdaptiveSize | Single,
  before: readonly number[],
): [number, number] {
  const kept = (size: unknown, i: number): unknown => (size === null ? before[i] : size);
  let size: unknown = outputSize;
  if (axes === 2) size = Array.isArray(outputSize) ? outputSize.map(kept) : outputSize === null ? before : outputSize;
  return checkPlanar(fn, 'outputSize', size, 0, axes);
}

/** The plan of windows for a result of `outputSize`. */
export function adaptivePlanOf(fn: string, axes: Axes, x: Tensor, outputSize: AdaptiveSize | Single): Plan {
  const { N, C, H, W, shaped } = checkPlanes(fn, x, axes);
  const [OH, OW] = checkAdaptive(fn, axes, outputSize, [H, W]);
  return { planes: N * C, sizes: [H, W, OH, OW, 0, 0, 0, 0, 0, 0], dilation: [1, 1], shape: shaped(C, OH, OW) };
}
