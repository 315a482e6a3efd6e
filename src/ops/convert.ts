/** Conversions between element types. */
import { k } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import type { DType } from '../core.ts';
import type { Tensor } from '../tensor.ts';
import { checkDtypeName, empty } from './create.ts';
import { checkTensor, drop } from './input.ts';
import { dense } from './views.ts';

/**
 * The values as another type; the tensor itself if it has that type. float32 to int32 truncates (and holds at the
 * ends of int32's range, NaN gives 0); to bool, all but zero is true. `Tensor.to(dtype)` in PyTorch.
 *
 * @throws {TypeError} for float64 and int64, which do not exist here.
 */
export function to(x: Tensor, dtype: DType): Tensor {
  checkTensor('to', 'input', x);
  checkDtypeName('to', dtype);
  if (x.dtype === dtype) return x;
  const source = dense(x);
  const y = empty(x.shape, dtype);
  if (dtype === 'float32') k.i32ToF32(0, x.numel, y.ptr, source.ptr);
  else if (dtype === 'bool') (x.dtype === 'float32' ? k.boolF32 : k.boolI32)(0, x.numel, y.ptr, source.ptr);
  else if (x.dtype === 'float32') k.f32ToI32(0, x.numel, y.ptr, source.ptr);
  else heap.copy(y.ptr, source.ptr, x.numel * 4);
  drop(source, x);
  return y;
}
