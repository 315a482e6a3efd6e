/** Elements clamped to bounds, which are numbers or tensors. */
import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { checkOperand, type Operand } from '../../array/broadcast.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { failRange, failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { composed } from '../../scope.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { gt, isnan, lt } from './compare.ts';
import { where } from './select.ts';

const [LEAST, MOST] = [-(2 ** 31), 2 ** 31 - 1];

/**
 * The elements clamped to [min, max], each a number or a tensor that broadcasts; either may be absent, and where min is above max
 * the result is max. Integers stay integers unless a bound is a fraction; bools become int32. `torch.clamp` in PyTorch: the
 * gradient passes at the bounds, NaN stays NaN, and a bound of NaN gives NaN.
 *
 * @throws {TypeError} for other bounds, or if both are absent. @throws {RangeError} for a bound that would push integers beyond
 *   int32.
 */
export function clamp(x: Tensor, min?: Operand | null, max?: Operand | null): Tensor {
  takes('clamp', 3, arguments);
  checkTensor('clamp', 'input', x);
  const low = min ?? null;
  const high = max ?? null;
  if (low === null && high === null) failType('clamp', 'expected min or max, got neither');
  if (low !== null) checkOperand('clamp', 'min', low);
  if (high !== null) checkOperand('clamp', 'max', high);
  if (isTensor(low) || isTensor(high)) {
    return composed('clamp', () => {
      let y = x;
      if (low !== null) y = where(lt(y, low), low, y);
      if (high !== null) y = where(gt(y, high), high, y);
      // comparisons with NaN are false, and no gradient flows there
      for (const t of [x, low, high]) if (isTensor(t) && t.dtype === 'float32') y = where(isnan(t), Number.NaN, y);
      return y;
    });
  }
  if (x.dtype === 'float32') return clampFloat(x, low ?? -Infinity, high ?? Infinity);
  const isWhole = (bound: number | null): boolean => bound === null || Number.isInteger(bound) || Math.abs(bound) === Infinity;
  if (isWhole(low) && isWhole(high)) return clampInt(x, low ?? -Infinity, high ?? Infinity);
  return whole('clamp', () => {
    const float = to(x, 'float32');
    const y = clampFloat(float, low ?? -Infinity, high ?? Infinity);
    float.dispose();
    return y;
  });
}

function clampInt(x: Tensor, min: number, max: number): Tensor {
  if (min > MOST || max < LEAST)
    failRange('clamp', `expected bounds that keep int32, got ${min > MOST ? min : max}; convert with to('float32') first`);
  return whole('clamp', () => {
    const source = dense(x);
    const y = newEmpty(x, x.sizes, 'int32');
    kernels.clampI32(0, x.numel, y.ptr, source.ptr, Math.max(min, LEAST), Math.min(max, MOST));
    drop(source, x);
    return note(y, 'clamp', [x], [min, max]);
  });
}

function clampFloat(x: Tensor, min: number, max: number): Tensor {
  return whole('clamp', () => {
    const source = dense(x);
    const y = newEmpty(x, x.sizes);
    kernels.clamp(0, x.numel, y.ptr, source.ptr, min, max);
    if (tracks(x)) {
      record(
        y,
        'clamp',
        [x],
        [source],
        (g, [x]) => {
          const dx = newEmpty(x, x.sizes);
          const dy = dense(g);
          kernels.clampBackward(0, x.numel, dx.ptr, dy.ptr, x.ptr, min, max);
          drop(dy, g);
          return dx;
        },
        [min, max],
      );
    }
    drop(source, x);
    return y;
  });
}
