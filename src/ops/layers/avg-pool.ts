/** Pooling: the mean of each window. */

import { extra } from '../../../bindings/extra.ts';
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkBoolean, checkInteger, checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { numelOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { type AdaptiveSize, adaptivePlanOf, type Plan, type PoolOptions, planOf } from './pool-plan.ts';
import type { Pair, Single } from './windows.ts';

/** Options of `avgPool1d`. */
export interface AvgPool1dOptions extends PoolOptions<Single> {
  /** Whether the padding's zeros count. Default true. */
  countIncludePad?: boolean;
}

/** Options of `avgPool2d`. */
export interface AvgPool2dOptions extends PoolOptions<Pair> {
  /** Whether the padding's zeros count. Default true. */
  countIncludePad?: boolean;
  /** The divisor of the sums, instead of the number of elements. */
  divisorOverride?: number | null;
}

/** Means of windows; kernel 0 × 0 means adaptive windows. */
const average = (name: string, x: Tensor, plan: Plan, countPad: boolean, divisor: number): Tensor =>
  whole(name, averageOf, name, x, plan, countPad, divisor);

function averageOf(name: string, x: Tensor, plan: Plan, countPad: boolean, divisor: number): Tensor {
  const { planes, sizes, shape } = plan;
  const source = dense(x);
  const y = newEmpty(x, shape);
  const [H, W, OH, OW, kh] = sizes;
  if (kh === 0 && OH * OW === 1) kernels.sum(0, planes, y.ptr, source.ptr, H * W, 1, 1 / (H * W));
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

const OPTIONS: readonly string[] = ['stride', 'padding', 'ceilMode', 'countIncludePad'];

/**
 * The mean of each window. Shapes: x (N, C, L) or (C, L), result (…, C, OL). `F.avg_pool1d` in PyTorch.
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function avgPool1d(x: Tensor, kernelSize: Single, options: AvgPool1dOptions = {}): Tensor {
  takes('avgPool1d', 3, arguments);
  checkOptions('avgPool1d', options, OPTIONS);
  const countPad = checkBoolean('avgPool1d', 'countIncludePad', options.countIncludePad ?? true);
  return average('avgPool1d', x, planOf('avgPool1d', 1, x, kernelSize, options), countPad, 0);
}

/**
 * The mean of each window. Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). `F.avg_pool2d` in PyTorch.
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function avgPool2d(x: Tensor, kernelSize: Pair, options: AvgPool2dOptions = {}): Tensor {
  takes('avgPool2d', 3, arguments);
  checkOptions('avgPool2d', options, [...OPTIONS, 'divisorOverride']);
  const { countIncludePad = true, divisorOverride = null } = options;
  const divisor = divisorOverride === null ? 0 : checkInteger('avgPool2d', 'divisorOverride', divisorOverride, 1, 2 ** 31 - 1);
  return average('avgPool2d', x, planOf('avgPool2d', 2, x, kernelSize, options), countIncludePad, divisor);
}

/**
 * Means of windows chosen so that the result has the requested length, whatever the input's. Shapes: x (N, C, L) or (C, L),
 * result (…, C, outputSize). `F.adaptive_avg_pool1d` in PyTorch.
 */
export function adaptiveAvgPool1d(x: Tensor, outputSize: Single): Tensor {
  takes('adaptiveAvgPool1d', 2, arguments);
  return average('adaptiveAvgPool1d', x, adaptivePlanOf('adaptiveAvgPool1d', 1, x, outputSize), false, 0);
}

/**
 * Means of windows chosen so that the result has the requested size, whatever the input's; null keeps a size.
 * Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). `F.adaptive_avg_pool2d` in PyTorch.
 */
export function adaptiveAvgPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  takes('adaptiveAvgPool2d', 2, arguments);
  return average('adaptiveAvgPool2d', x, adaptivePlanOf('adaptiveAvgPool2d', 2, x, outputSize), false, 0);
}
