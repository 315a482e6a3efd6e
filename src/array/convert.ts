/** Conversions between element types. */
import { kernels } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import type { DType } from '../core.ts';
import { failRange } from '../errors.ts';
import { whole } from '../frame.ts';
import type { Tensor } from '../tensor.ts';
import { note } from '../tracing.ts';
import { checkDtypeName, newEmpty } from './allocate.ts';
import { checkTensor } from './check.ts';
import { dense, drop } from './copy.ts';

/** Refuses float32 values outside int32's range; `source` is `x` or a contiguous copy, freed on failure. */
function checkInt32(source: Tensor, x: Tensor): void {
  if (x.numel === 0) return;
  const at = heap.scratch(8);
  kernels.amin(0, 1, at, source.ptr, x.numel, 1);
  kernels.amax(0, 1, at + 4, source.ptr, x.numel, 1);
  const [least, most] = [heap.f32[at >>> 2] as number, heap.f32[(at >>> 2) + 1] as number];
  if (least >= -(2 ** 31) && most < 2 ** 31) return;
  drop(source, x);
  failRange('to', `expected values that int32 can hold, got ${least >= -(2 ** 31) ? most : least}; use clamp() first`);
}

/**
 * Converts to another type; returns the tensor itself if it already has that type. float32 to int32 drops the fraction; to bool,
 * everything but zero is true. `Tensor.to(dtype)` in PyTorch.
 *
 * @throws {TypeError} for float64 and int64, which are not supported.
 * @throws {RangeError} for values that int32 cannot hold, including NaN.
 */
export function to(x: Tensor, dtype: DType): Tensor {
  checkTensor('to', 'input', x);
  checkDtypeName('to', dtype);
  if (x.dtype === dtype) return x;
  return whole('to', () => {
    const source = dense(x);
    if (dtype === 'int32' && x.dtype === 'float32') checkInt32(source, x);
    const y = newEmpty(x, x.sizes, dtype);
    if (dtype === 'float32') kernels.i32ToF32(0, x.numel, y.ptr, source.ptr);
    else if (dtype === 'bool') (x.dtype === 'float32' ? kernels.boolF32 : kernels.boolI32)(0, x.numel, y.ptr, source.ptr);
    else if (x.dtype === 'float32') kernels.f32ToI32(0, x.numel, y.ptr, source.ptr);
    else heap.copy(y.ptr, source.ptr, x.numel * 4);
    drop(source, x);
    return note(y, 'to', [x]);
  });
}

/** A float32 tensor of the same values; integers and bools are promoted, as PyTorch's float functions do. */
export function floating(fn: string, t: unknown): Tensor {
  const checked = checkTensor(fn, 'input', t);
  return checked.dtype === 'float32' ? checked : to(checked, 'float32');
}

/** A contiguous float32 tensor of the same values: the input itself if it is one. Pass it to `drop` after use. */
export function denseFloat(fn: string, t: unknown): Tensor {
  const float = floating(fn, t);
  const source = dense(float);
  if (source !== float) drop(float, t);
  return source;
}
