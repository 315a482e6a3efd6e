/** Lends the memory of a tensor to a function, for code that works on bytes in place. */
import { heap } from '../bindings/memory.ts';
import { checkTensor } from './array/check.ts';
import { isRecording } from './autograd/tape.ts';
import { failRange, failType } from './errors.ts';
import { takes } from './options.ts';
import { showShape } from './shape.ts';
import { checkSync, refuseLater } from './synchronous.ts';
import type { Tensor } from './tensor.ts';
import { note } from './tracing.ts';

/**
 * Calls `fn` with a view of the tensor's elements in the linear memory, not a copy, and returns what `fn` returns. What `fn`
 * writes into the view, the tensor and its views then hold. For native functions and codecs that fill or reduce an array in
 * place; to read values, use `toTypedArray()`. The nearest in PyTorch are `Tensor.numpy` and `Tensor.data_ptr`.
 *
 * The view is valid until `fn` returns: its memory may then belong to another tensor. It is a Float32Array or an Int32Array in
 * row-major order, on shared memory if there are threads. While it is lent, the memory does not grow, since growth would detach
 * the view. A call counts as a change in place, also if `fn` throws: `backward()` refuses a value saved before.
 *
 * @throws {TypeError} for a bool tensor, unless `fn` is a synchronous function, or if `fn` returns the view.
 * @throws {RangeError} unless the tensor is contiguous. @throws {DisposedError} for a disposed one.
 * @throws {Error} if gradients flow to the tensor, outside `noGrad`.
 * @throws {OutOfMemoryError} if a tensor made by `fn` would make the memory grow.
 */
export function borrow<T>(input: Tensor, fn: (view: Float32Array | Int32Array) => T): T {
  takes('borrow', 2, arguments);
  checkTensor('borrow', 'input', input);
  checkSync('borrow', fn);
  const { storage, numel, dtype } = input;
  if (dtype === 'bool')
    failType(
      'borrow',
      "expected a float32 or int32 tensor, got bool; borrow what to('int32') returns, and compare it with ne(0)",
    );
  if (input.steps !== null)
    failRange(
      'borrow',
      `expected a contiguous tensor, got shape ${showShape(input.sizes)} with strides ${showShape(input.steps)}; ` +
        'borrow its contiguous() copy, and copy_() that back if it was changed',
    );
  if (isRecording() && (input.requiresGrad || input.base?.requiresGrad))
    throw new Error(
      'borrow: expected a tensor that no gradient flows to, got one that requires a gradient; borrow it inside noGrad()',
    );
  const at = input.ptr >>> 2;
  const view = (dtype === 'float32' ? heap.f32 : heap.i32).subarray(at, at + numel);
  note(input, 'borrow', [input]);
  // before and after: `fn` may go backward with what it wrote, and may save the tensor before it writes
  storage.version++;
  storage.holders++;
  const before = heap.fixed;
  heap.fixed = 'make the tensor before borrow(), which lends a view that growth would detach';
  try {
    const result = fn(view);
    refuseLater('borrow', result);
    if ((ArrayBuffer.isView(result) ? result.buffer : result) === view.buffer)
      failType(
        'borrow',
        'expected a result other than the view, which ends with the call, got a view; return nothing, or a copy: view.slice()',
      );
    return result;
  } finally {
    heap.fixed = before;
    storage.version++;
    storage.release();
  }
}
