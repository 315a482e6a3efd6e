/** relu with learned slopes. */

import { extra } from '../../../bindings/extra.ts';
import { checkDtype } from '../../array/check.ts';
import { dense } from '../../array/copy.ts';
import { sumTo } from '../../array/lanes.ts';
import { windowOn } from '../../array/window.ts';
import { record, tracks, unrecorded } from '../../autograd/tape.ts';
import { failRange } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import { showShape, stridesOf } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { mul } from './arithmetic.ts';

/** The least float32 above 0. */
const LEAST = 2 ** -149;

/** The slopes in a shape that broadcasts along the channels of a tensor of `ndim` dims. */
const alongChannels = (weight: Tensor, ndim: number): Tensor =>
  weight.numel === 1
    ? windowOn(weight, [], [], weight.offset)
    : windowOn(
        weight,
        weight.sizes.concat(new Array<number>(ndim - 2).fill(1)),
        weight.strides.concat(new Array<number>(ndim - 2).fill(1)),
        weight.offset,
      );

/** `a` where x is positive, else a·weight; for contiguous tensors, in a scope and unrecorded. */
function bent(a: Tensor, x: Tensor, weight: Tensor): Tensor {
  const y = mul(a, alongChannels(weight, x.ndim));
  extra().prelu(0, y.numel, y.ptr, a.ptr, x.ptr, y.ptr);
  return y;
}

/** The gradient of the slopes: the sums of x·dy where x is not positive. */
function slopeGrad(dy: Tensor, x: Tensor, weight: Tensor): Tensor {
  const t = mul(dy, x);
  extra().hardshrinkBackward(0, t.numel, t.ptr, t.ptr, 1, x.ptr, LEAST, Infinity);
  const shape = weight.sizes;
  const total = sumTo(t, alongChannels(weight, x.ndim).sizes);
  return windowOn(total, shape, stridesOf(shape), 0);
}

/**
 * x where it is positive, else x·weight. `weight` has one slope, or one for each channel, dim 1 of `x`. `F.prelu` in PyTorch (He
 * and others, 2015); at 0 the derivative is the slope.
 *
 * @throws {TypeError} unless both are float32. @throws {RangeError} unless there is one slope, or as many as channels.
 */
export function prelu(x: Tensor, weight: Tensor): Tensor {
  takes('prelu', 2, arguments);
  checkDtype('prelu', 'input', x, 'float32');
  checkDtype('prelu', 'weight', weight, 'float32');
  const channels = x.ndim > 1 ? (x.sizes[1] as number) : 1;
  if (weight.ndim > 1 || (weight.numel !== 1 && weight.numel !== channels)) {
    failRange(
      'prelu',
      `expected weight of shape [1]${channels === 1 ? '' : ` or [${channels}]`} for input ${showShape(x.sizes)}, got ${showShape(weight.sizes)}`,
    );
  }
  const y = unrecorded(() =>
    composed('prelu', () => {
      const source = dense(x);
      return bent(source, source, weight);
    }),
  );
  if (!tracks(x, weight)) return y;
  return record(y, 'prelu', [x, weight], [x, weight], (g, [x, weight], wanted) => {
    const [source, dy] = [dense(x), dense(g)];
    return [wanted[0] ? bent(dy, source, weight) : null, wanted[1] ? slopeGrad(dy, source, weight) : null];
  });
}
