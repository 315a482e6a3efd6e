/** Whether all elements are finite: checked before a step, so it is fast if they are. */
import { kernels } from '../../bindings/kernels.ts';
import { heap } from '../../bindings/memory.ts';
import type { TensorCore } from '../core.ts';

/** Whether no element of a float32 tensor is NaN or infinite. */
export function isFiniteAll(t: TensorCore): boolean {
  if (t.isContiguous()) {
    const at = heap.scratch(4);
    kernels.sum(0, 1, at, t.ptr, t.numel, 1, 1);
    // an element that is not finite makes the sum so; the loop below excludes an overflow of finite elements
    if (Number.isFinite(heap.f32[at >>> 2])) return true;
  }
  let finite = true;
  t.forEachWord((word) => {
    finite &&= Number.isFinite(heap.f32[word]);
  });
  return finite;
}
