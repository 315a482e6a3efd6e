/** Selects between values by a mask. */

import { kernels } from '../../../bindings/kernels.ts';
import { checkElement, fillWith, newEmpty } from '../../array/allocate.ts';
import { type Operand, promoted } from '../../array/broadcast.ts';
import { checkDtype, checkTensor } from '../../array/check.ts';
import { to } from '../../array/convert.ts';
import { copyOf, drop } from '../../array/copy.ts';
import { sumTo } from '../../array/lanes.ts';
import { broadcastTo } from '../../array/window.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { failType, show } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { takes } from '../../options.ts';
import { broadcastShapes } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';

/** `x` in the given type, broadcast to `shape` and contiguous: always a new temporary. */
function spread(fn: string, like: Tensor, x: Operand, dtype: Tensor['dtype'], shape: readonly number[]): Tensor {
  if (typeof x === 'number') return fillWith(newEmpty(like, shape, dtype), checkElement(fn, x, dtype));
  const converted = to(x, dtype);
  const window = broadcastTo(converted, shape);
  drop(converted, x);
  const y = window.steps === null ? window : copyOf(window);
  drop(window, y);
  return y;
}

const sizesOf = (x: Operand): readonly number[] => (typeof x === 'number' ? [] : x.sizes);
const dtypeOf = (x: Operand, other: Operand): Tensor['dtype'] => {
  if (typeof x !== 'number') return x.dtype;
  return typeof other !== 'number' && other.dtype !== 'float32' && Number.isInteger(x) ? 'int32' : 'float32';
};

/**
 * a where the condition holds, b elsewhere, with broadcasting; a and b may be numbers. `torch.where` in PyTorch.
 * @throws {TypeError} unless the condition is a bool tensor.
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  takes('where', 3, arguments);
  checkDtype('where', 'condition', condition, 'bool');
  for (const [what, x] of [
    ['input', a],
    ['other', b],
  ] as const) {
    if (typeof x !== 'number') checkTensor('where', what, x);
  }
  const [p, q] = [dtypeOf(a, b), dtypeOf(b, a)];
  return choose('where', condition, a, b, p === q ? p : promoted(p, q));
}

/** `value` where the mask holds, the elements of `x` elsewhere, in `x`'s type. `Tensor.masked_fill` in PyTorch. */
export function maskedFill(x: Tensor, mask: Tensor, value: number): Tensor {
  takes('maskedFill', 3, arguments);
  checkTensor('maskedFill', 'input', x);
  checkDtype('maskedFill', 'mask', mask, 'bool');
  if (typeof value !== 'number') failType('maskedFill', `expected value to be a number, got ${show(value)}`);
  return choose('maskedFill', mask, value, x, x.dtype);
}

function choose(fn: 'where' | 'maskedFill', condition: Tensor, a: Operand, b: Operand, dtype: Tensor['dtype']): Tensor {
  const shape = broadcastShapes(fn, condition.sizes, broadcastShapes(fn, sizesOf(a), sizesOf(b)));
  return whole(fn, () => {
    const c = spread(fn, condition, condition, 'bool', shape);
    const left = spread(fn, condition, a, dtype, shape);
    const right = spread(fn, condition, b, dtype, shape);
    const y = newEmpty(condition, shape, dtype);
    kernels.where(0, y.numel, y.ptr, c.ptr, left.ptr, right.ptr);
    for (const temporary of [c, left, right]) temporary.dispose();
    const operands = [a, b].filter(isTensor);
    const how = { condition, a, b };
    if (!operands.some((x) => tracks(x))) return note(y, fn, operands, how);
    const sizes = operands.map((x) => x.sizes);
    const isFirst = operands.map((x, i) => i === 0 && x === a);
    return record(
      y,
      fn,
      operands,
      [condition],
      (g, [c], wanted) =>
        sizes.map((size, i) => {
          if (!wanted[i]) return null;
          return sumTo(isFirst[i] ? choose(fn, c, g, 0, 'float32') : choose(fn, c, 0, g, 'float32'), size);
        }),
      how,
    );
  });
}
