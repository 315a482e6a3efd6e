/** Pooling: the maximum or the mean of windows of images. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkInteger, checkOptions, failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { numelOf, showShape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { checkImages, checkPair, type Images, type Pair, windowsAlong } from './windows.ts';

/** Options that both poolings take. */
interface PoolOptions {
  /** Steps from window to window; the window's size if absent. */
  stride?: Pair;
  /** What is put around the image: at most half a window, 0 if absent. */
  padding?: Pair;
  /** Whether the last windows may run past the end; false if absent. */
  ceilMode?: boolean;
}

/** Options of `maxPool2d`. */
export interface MaxPool2dOptions extends PoolOptions {
  /** Distance of a window's taps; 1 if absent. */
  dilation?: Pair;
}

/** Options of `avgPool2d`. */
export interface AvgPool2dOptions extends PoolOptions {
  /** Whether zeros of the padding count; true if absent. */
  countIncludePad?: boolean;
  /** Divides the sum instead of the number of elements. */
  divisorOverride?: number | null;
}

/** Windows of images. */
export interface Plan {
  planes: number;
  /** H, W, OH, OW, kh, kw, sh, sw, ph, pw as the kernels take them. */
  sizes: [number, number, number, number, number, number, number, number, number, number];
  dilation: [number, number];
  shape: number[];
}

function planOf(fn: string, { N, C, H, W, shaped }: Images, kernelSize: Pair, options: MaxPool2dOptions): Plan {
  const [kh, kw] = checkPair(fn, 'kernelSize', kernelSize, 1);
  const [sh, sw] = checkPair(fn, 'stride', options.stride ?? kernelSize, 1);
  const [ph, pw] = checkPair(fn, 'padding', options.padding ?? 0, 0);
  const [dh, dw] = checkPair(fn, 'dilation', options.dilation ?? 1, 1);
  checkBoolean(fn, 'ceilMode', options.ceilMode ?? false);
  if (2 * ph > kh || 2 * pw > kw)
    failRange(fn, `expected padding of at most half of kernelSize ${showShape([kh, kw])}, got ${showShape([ph, pw])}`);
  const OH = windowsAlong(fn, H, kh, sh, ph, dh, options.ceilMode);
  const OW = windowsAlong(fn, W, kw, sw, pw, dw, options.ceilMode);
  return { planes: N * C, sizes: [H, W, OH, OW, kh, kw, sh, sw, ph, pw], dilation: [dh, dw], shape: shaped(C, OH, OW) };
}

/**
 * The greatest element of each window; NaN wins. Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). The
 * gradient goes to the first of equals. `F.max_pool2d` in PyTorch.
 *
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function maxPool2d(x: Tensor, kernelSize: Pair, options: MaxPool2dOptions = {}): Tensor {
  takes('maxPool2d', 3, arguments);
  checkOptions('maxPool2d', options, ['stride', 'padding', 'dilation', 'ceilMode']);
  const plan = planOf('maxPool2d', checkImages('maxPool2d', x), kernelSize, options);
  const { planes, sizes, dilation, shape } = plan;
  const source = dense(x);
  const y = newEmpty(x, shape);
  const index = tracks(x) ? newEmpty(x, shape, 'int32') : null;
  extra().maxPool2d(0, planes, y.ptr, index?.ptr ?? 0, source.ptr, ...sizes, ...dilation);
  drop(source, x);
  if (index === null) return y;
  const inSizes = x.sizes;
  record(
    y,
    'maxPool2d',
    [x],
    [index],
    (g, [index]) => {
      const dx = newZeros(g, inSizes);
      const dy = dense(g);
      extra().maxPool2dBackward(0, planes, dx.ptr, dy.ptr, index.ptr, sizes[0] * sizes[1], sizes[2] * sizes[3]);
      drop(dy, g);
      return dx;
    },
    plan,
  );
  index.dispose();
  return y;
}

/** Means of windows; kernel 0 × 0 makes them adaptive. */
function average(name: string, x: Tensor, plan: Plan, countPad: boolean, divisor: number): Tensor {
  const { planes, sizes, shape } = plan;
  const source = dense(x);
  const y = newEmpty(x, shape);
  const [H, W, OH, OW] = sizes;
  if (name === 'adaptiveAvgPool2d' && OH * OW === 1) kernels.sum(0, planes, y.ptr, source.ptr, H * W, 1, 1 / (H * W));
  else if (numelOf(shape) > 0) extra().avgPool2d(0, planes, y.ptr, source.ptr, ...sizes, countPad, divisor);
  drop(source, x);
  if (!tracks(x)) return y;
  const inSizes = x.sizes;
  return record(
    y,
    name,
    [x],
    [],
    (g) => {
      const dx = newZeros(g, inSizes);
      const dy = dense(g);
      if (dy.numel > 0) extra().avgPool2dBackward(0, planes, dx.ptr, dy.ptr, ...sizes, countPad, divisor);
      drop(dy, g);
      return dx;
    },
    { ...plan, countPad, divisor },
  );
}

/**
 * The mean of each window. Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). `F.avg_pool2d` in PyTorch.
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function avgPool2d(x: Tensor, kernelSize: Pair, options: AvgPool2dOptions = {}): Tensor {
  takes('avgPool2d', 3, arguments);
  checkOptions('avgPool2d', options, ['stride', 'padding', 'ceilMode', 'countIncludePad', 'divisorOverride']);
  const { countIncludePad = true, divisorOverride = null } = options;
  checkBoolean('avgPool2d', 'countIncludePad', countIncludePad);
  const divisor = divisorOverride === null ? 0 : checkInteger('avgPool2d', 'divisorOverride', divisorOverride, 1, 2 ** 31 - 1);
  return average('avgPool2d', x, planOf('avgPool2d', checkImages('avgPool2d', x), kernelSize, options), countIncludePad, divisor);
}

/**
 * Means of windows chosen so that the result is of the size asked for, whatever the input's; null keeps a size.
 * Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). `F.adaptive_avg_pool2d` in PyTorch.
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: number | readonly [number | null, number | null]): Tensor {
  takes('adaptiveAvgPool2d', 2, arguments);
  const { N, C, H, W, shaped } = checkImages('adaptiveAvgPool2d', x);
  const [h, w] = Array.isArray(outputSize) ? outputSize : [outputSize, outputSize];
  const [OH, OW] = checkPair('adaptiveAvgPool2d', 'outputSize', [h ?? H, w ?? W], 0);
  if (H === 0 || W === 0) failRange('adaptiveAvgPool2d', `expected images of at least 1 × 1, got shape ${showShape(x.sizes)}`);
  const plan: Plan = { planes: N * C, sizes: [H, W, OH, OW, 0, 0, 0, 0, 0, 0], dilation: [1, 1], shape: shaped(C, OH, OW) };
  return average('adaptiveAvgPool2d', x, plan, false, 0);
}
