/** Comparisons and logic; the results are bool tensors, which have no gradient. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty } from '../../array/allocate.ts';
import { type BinaryKernel, broadcast, type Operand } from '../../array/broadcast.ts';
import { checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { dense, drop } from '../../array/copy.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { note, noteBoth } from '../../tracing.ts';

/** a = b with broadcasting; NaN equals nothing. `torch.eq` in PyTorch. */
export function eq(a: Operand, b: Operand): Tensor {
  takes('eq', 2, arguments);
  return noteBoth(broadcast('eq', kernels.eq, kernels.eqI32, a, b, 'bool'), 'eq', a, b);
}
/** a ≠ b with broadcasting; true where either is NaN. `torch.ne` in PyTorch. */
export function ne(a: Operand, b: Operand): Tensor {
  takes('ne', 2, arguments);
  return noteBoth(broadcast('ne', kernels.ne, kernels.neI32, a, b, 'bool'), 'ne', a, b);
}
/** a < b with broadcasting. `torch.lt` in PyTorch. */
export function lt(a: Operand, b: Operand): Tensor {
  takes('lt', 2, arguments);
  return noteBoth(broadcast('lt', kernels.lt, kernels.ltI32, a, b, 'bool'), 'lt', a, b);
}
/** a ≤ b with broadcasting. `torch.le` in PyTorch. */
export function le(a: Operand, b: Operand): Tensor {
  takes('le', 2, arguments);
  return noteBoth(broadcast('le', kernels.le, kernels.leI32, a, b, 'bool'), 'le', a, b);
}
/** a > b with broadcasting. `torch.gt` in PyTorch. */
export function gt(a: Operand, b: Operand): Tensor {
  takes('gt', 2, arguments);
  return noteBoth(broadcast('gt', kernels.gt, kernels.gtI32, a, b, 'bool'), 'gt', a, b);
}
/** a ≥ b with broadcasting. `torch.ge` in PyTorch. */
export function ge(a: Operand, b: Operand): Tensor {
  takes('ge', 2, arguments);
  return noteBoth(broadcast('ge', kernels.ge, kernels.geI32, a, b, 'bool'), 'ge', a, b);
}

/** Whether each element differs from 0, as bool. */
const truth = (fn: string, x: Tensor): Tensor => to(checkTensor(fn, 'input', x), 'bool');

/** A function of two truth values, under the name of the function that was called. */
export function logical(fn: string, kernel: BinaryKernel, a: Tensor, b: Tensor): Tensor {
  return whole(fn, () => {
    const p = truth(fn, a);
    const q = truth(fn, b);
    const y = broadcast(fn, kernel, kernel, p, q, 'bool');
    noteBoth(y, fn, p, q);
    drop(p, a);
    drop(q, b);
    return y;
  });
}

/** Whether both are nonzero; with broadcasting. `torch.logical_and` in PyTorch. */
export function logicalAnd(a: Tensor, b: Tensor): Tensor {
  takes('logicalAnd', 2, arguments);
  return logical('logicalAnd', kernels.logicalAnd, a, b);
}
/** Whether at least one is nonzero; with broadcasting. `torch.logical_or` in PyTorch. */
export function logicalOr(a: Tensor, b: Tensor): Tensor {
  takes('logicalOr', 2, arguments);
  return logical('logicalOr', kernels.logicalOr, a, b);
}

/** Whether each element is 0. `torch.logical_not` in PyTorch. */
export function logicalNot(x: Tensor): Tensor {
  takes('logicalNot', 1, arguments);
  return whole('logicalNot', () => {
    const p = truth('logicalNot', x);
    const source = dense(p);
    const y = newEmpty(x, x.sizes, 'bool');
    kernels.logicalNot(0, x.numel, y.ptr, source.ptr);
    drop(source, p);
    note(y, 'logicalNot', [p]);
    drop(p, x);
    return y;
  });
}

function test(fn: 'isnan' | 'isfinite', x: Tensor, integers: number): Tensor {
  checkTensor(fn, 'input', x);
  return whole(fn, () => {
    const y = newEmpty(x, x.sizes, 'bool');
    if (x.dtype !== 'float32') {
      kernels.fill(0, x.numel, y.ptr, integers);
      return note(y, fn, [x]);
    }
    const source = dense(x);
    kernels[fn](0, x.numel, y.ptr, source.ptr);
    drop(source, x);
    return note(y, fn, [x]);
  });
}

/** Whether each element is NaN. `torch.isnan` in PyTorch. */
export function isnan(x: Tensor): Tensor {
  takes('isnan', 1, arguments);
  return test('isnan', x, 0);
}
/** Whether each element is neither NaN nor infinite. `torch.isfinite` in PyTorch. */
export function isfinite(x: Tensor): Tensor {
  takes('isfinite', 1, arguments);
  return test('isfinite', x, 1);
}
