/** Sums of gradients, without gradients of their own. */
import { kernels } from '../../bindings/kernels.ts';
import type { Tensor } from '../tensor.ts';
import { newEmpty } from './allocate.ts';
import { copyInto, dense, drop } from './copy.ts';

/** y = a + b for float32 tensors of one shape; y is contiguous. */
function addInto(y: Tensor, a: Tensor, b: Tensor): void {
  const p = dense(a);
  const q = dense(b);
  kernels.add(0, y.numel, y.ptr, p.ptr, q.ptr, y.numel, 0, 1, 0, 1);
  drop(q, b);
  drop(p, a);
}

/** a + b for float32 tensors of one shape. */
export function sumOfTwo(a: Tensor, b: Tensor): Tensor {
  const y = newEmpty(a, a.sizes);
  addInto(y, a, b);
  return y;
}

/** target += x, for float32 tensors of one shape. */
export function accumulate(target: Tensor, x: Tensor): void {
  if (target.steps === null) {
    addInto(target, target, x);
    return;
  }
  const sum = sumOfTwo(target, x);
  copyInto(target, sum);
  sum.dispose();
}
