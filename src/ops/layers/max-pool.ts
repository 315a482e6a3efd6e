/** Pooling: the maximum of each window. */

import { extra } from '../../../bindings/extra.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { checkOptions } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import {
  type AdaptiveSize,
  adaptivePlanOf,
  type MaxPool1dOptions,
  type MaxPool2dOptions,
  type Plan,
  planOf,
} from './pool-plan.ts';
import type { Pair, Single } from './windows.ts';

const greatest = (name: string, x: Tensor, plan: Plan): Tensor => whole(name, greatestOf, name, x, plan);

function greatestOf(name: string, x: Tensor, plan: Plan): Tensor {
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
    name,
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

const OPTIONS: readonly string[] = ['stride', 'padding', 'dilation', 'ceilMode'];

/**
 * The greatest element of each window; NaN wins. Shapes: x (N, C, L) or (C, L), result (…, C, OL). At ties, the gradient goes to
 * the first. `F.max_pool1d` in PyTorch.
 *
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function maxPool1d(x: Tensor, kernelSize: Single, options: MaxPool1dOptions = {}): Tensor {
  takes('maxPool1d', 3, arguments);
  checkOptions('maxPool1d', options, OPTIONS);
  return greatest('maxPool1d', x, planOf('maxPool1d', 1, x, kernelSize, options));
}

/**
 * The greatest element of each window; NaN wins. Shapes: x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). At ties, the
 * gradient goes to the first. `F.max_pool2d` in PyTorch.
 *
 * @throws {RangeError} if no window fits, or the padding is more than half a window.
 */
export function maxPool2d(x: Tensor, kernelSize: Pair, options: MaxPool2dOptions = {}): Tensor {
  takes('maxPool2d', 3, arguments);
  checkOptions('maxPool2d', options, OPTIONS);
  return greatest('maxPool2d', x, planOf('maxPool2d', 2, x, kernelSize, options));
}

/**
 * Maxima of windows chosen so that the result has the requested length, whatever the input's. Shapes: x (N, C, L) or (C, L),
 * result (…, C, outputSize). `F.adaptive_max_pool1d` in PyTorch.
 */
export function adaptiveMaxPool1d(x: Tensor, outputSize: Single): Tensor {
  takes('adaptiveMaxPool1d', 2, arguments);
  return greatest('adaptiveMaxPool1d', x, adaptivePlanOf('adaptiveMaxPool1d', 1, x, outputSize));
}

/**
 * Maxima of windows chosen so that the result has the requested size, whatever the input's; null keeps a size. Shapes:
 * x (N, C, H, W) or (C, H, W), result (…, C, OH, OW). `F.adaptive_max_pool2d` in PyTorch.
 */
export function adaptiveMaxPool2d(x: Tensor, outputSize: AdaptiveSize): Tensor {
  takes('adaptiveMaxPool2d', 2, arguments);
  return greatest('adaptiveMaxPool2d', x, adaptivePlanOf('adaptiveMaxPool2d', 2, x, outputSize));
}
