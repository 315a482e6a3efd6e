/** Activations that are constant on part of the line. */

import { checkTensor } from '../../array/check.ts';
import { checkNumber, checkOptions, failType } from '../../errors.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';
import { activate } from './activation.ts';
import { le } from './compare.ts';
import { maskedFill } from './select.ts';

/** Options of `hardshrink` and `softshrink`. */
export interface ShrinkOptions {
  /** Half the width of the range around 0 that is set to 0. Default 0.5. */
  lambd?: number;
}

/** x where |x| > lambd (default 0.5), else 0. `F.hardshrink` in PyTorch. */
export function hardshrink(x: Tensor, options?: ShrinkOptions): Tensor {
  takes('hardshrink', 2, arguments);
  checkOptions('hardshrink', options, ['lambd']);
  const lambd = checkNumber('hardshrink', 'lambd', options?.lambd ?? 0.5);
  return activate('hardshrink', 'hardshrink', x, -lambd, lambd);
}

/**
 * x moved towards 0 by lambd (default 0.5), and 0 where |x| ≤ lambd. `F.softshrink` in PyTorch.
 * @throws {RangeError} for a negative lambd.
 */
export function softshrink(x: Tensor, options?: ShrinkOptions): Tensor {
  takes('softshrink', 2, arguments);
  checkOptions('softshrink', options, ['lambd']);
  const lambd = checkNumber('softshrink', 'lambd', options?.lambd ?? 0.5, 0);
  return activate('softshrink', 'softshrink', x, -lambd, lambd, 'hardshrinkBackward');
}

/** x − tanh(x), accurate near 0. `F.tanhshrink` in PyTorch. */
export function tanhshrink(x: Tensor): Tensor {
  takes('tanhshrink', 1, arguments);
  return activate('tanhshrink', 'tanhshrink', x);
}

/** x where it is above `threshold`, else `value`; integers stay integers. `F.threshold` in PyTorch. */
export function threshold(x: Tensor, threshold: number, value: number): Tensor {
  takes('threshold', 3, arguments);
  const { dtype } = checkTensor('threshold', 'input', x);
  if (dtype === 'bool') failType('threshold', 'expected a tensor of numbers, got bool; convert it with to()');
  checkNumber('threshold', 'threshold', threshold);
  checkNumber('threshold', 'value', value);
  if (dtype === 'float32') return activate('threshold', 'threshold', x, threshold, value);
  return composed('threshold', () => maskedFill(x, le(x, Math.trunc(threshold)), value));
}
