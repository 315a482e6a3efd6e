/** The greater and the lesser of two elements. */

import { kernels } from '../../../bindings/kernels.ts';
import { broadcast, type Operand } from '../../array/broadcast.ts';
import { isTensor } from '../../core.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { areBool, mul, recordBoth } from './arithmetic.ts';
import { eq, logical, lt } from './compare.ts';
import { maskedFill, where } from './select.ts';

/** The greater or the lesser of two elements, under the name of the function that was called. */
export function extremeOf(fn: string, greater: boolean, a: Operand, b: Operand): Tensor {
  if (areBool(a, b)) return logical(fn, greater ? kernels.logicalOr : kernels.logicalAnd, a as Tensor, b as Tensor);
  const y = greater
    ? broadcast(fn, kernels.maximum, kernels.maximumI32, a, b)
    : broadcast(fn, kernels.minimum, kernels.minimumI32, a, b);
  const loses = (x: Operand, other: Operand): Tensor => (greater ? lt(x, other) : lt(other, x));
  return recordBoth(
    y,
    fn,
    a,
    b,
    [isTensor(a) ? a : null, isTensor(b) ? b : null],
    (g, a, b) => shareOf(g, a, b, loses),
    (g, a, b) => shareOf(g, b, a, loses),
  );
}

/** The gradient of x, an operand of max or min with `other`: none if it lost, half if they are equal. */
const shareOf = (g: Tensor, x: Operand, other: Operand, loses: (x: Operand, other: Operand) => Tensor): Tensor =>
  maskedFill(where(eq(x, other), mul(g, 0.5), g), loses(x, other), 0);

/**
 * The greater of two elements, NaN if either is. `torch.maximum` in PyTorch: ties share the gradient equally, NaN gets all of it.
 */
export function maximum(a: Operand, b: Operand): Tensor {
  takes('maximum', 2, arguments);
  return extremeOf('maximum', true, a, b);
}

/**
 * The lesser of two elements, NaN if either is. `torch.minimum` in PyTorch: ties share the gradient equally, NaN gets all of it.
 */
export function minimum(a: Operand, b: Operand): Tensor {
  takes('minimum', 2, arguments);
  return extremeOf('minimum', false, a, b);
}
