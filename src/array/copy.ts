/** Copies between layouts, without gradients. */
import { kernels } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import { MAX_DIMS } from '../../bindings/wasm/constants.ts';
import { failRange } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { newEmpty } from './allocate.ts';

/**
 * Writes sizes and strides where a strided copy reads them, merging dims that are contiguous with each other; returns their
 * number. The kernel finds the sizes first, then the strides, in `heap.scratch`.
 */
function describe(fn: string, shape: Shape, strides: readonly number[]): number {
  const sizes: number[] = [];
  const steps: number[] = [];
  for (let i = 0; i < shape.length; i++) {
    const size = shape[i] as number;
    const step = strides[i] as number;
    if (size === 1) continue;
    const last = sizes.length - 1;
    if (last >= 0 && steps[last] === step * size) {
      sizes[last] = (sizes[last] as number) * size;
      steps[last] = step;
    } else {
      sizes.push(size);
      steps.push(step);
    }
  }
  if (sizes.length > MAX_DIMS) failRange(fn, `expected at most ${MAX_DIMS} dims that cannot be merged, got ${sizes.length}`);
  const at = heap.scratch(sizes.length * 8) >>> 2;
  heap.i32.set(sizes, at);
  heap.i32.set(steps, at + sizes.length);
  return sizes.length;
}

/** A contiguous copy without gradients. */
export function copyOf(x: Tensor): Tensor {
  const y = newEmpty(x, x.sizes, x.dtype);
  if (x.steps === null) heap.copy(y.ptr, x.ptr, x.numel * 4);
  else kernels.copyStrided(0, x.numel, y.ptr, x.ptr, describe('contiguous', x.sizes, x.strides), heap.scratch(0));
  return y;
}

/** `x` itself if it is contiguous, else a contiguous copy without gradients. */
export const dense = (x: Tensor): Tensor => (x.steps === null ? x : copyOf(x));

/** Whether all elements of a tensor are the same one in memory, as in the gradient of a sum. */
export const repeatsOne = (x: Tensor): boolean =>
  x.numel > 0 && (x.steps?.every((step, d) => step === 0 || x.sizes[d] === 1) ?? false);

/** Copies `x`, of the same shape and type, into the elements of `target`. */
export function copyInto(target: Tensor, x: Tensor): void {
  const source = dense(x);
  if (target.steps === null) heap.copy(target.ptr, source.ptr, x.numel * 4);
  else
    kernels.copyToStrided(0, x.numel, target.ptr, source.ptr, describe('copy_', target.sizes, target.strides), heap.scratch(0));
  if (source !== x) source.dispose();
}

/** Frees a temporary that replaced `original`, unless it is the original. */
export function drop(temporary: Tensor, original: unknown): void {
  if (temporary !== original) temporary.dispose();
}
