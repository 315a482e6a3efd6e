/** Less common functions of two operands, with broadcasting. */

import { rare } from '../../../bindings/rare.ts';
import { broadcast, checkOperands, type Operand } from '../../array/broadcast.ts';
import { eachPair, floorQuotient, truncQuotient } from '../../array/quotient.ts';
import { isTensor } from '../../core.ts';
import { failType } from '../../errors.ts';
import { takes } from '../../options.ts';
import type { Tensor } from '../../tensor.ts';
import { add, areBool, div, mul, neg, recordBoth, sub } from './arithmetic.ts';
import { sigmoid } from './unary.ts';

const tensorOrNull = (x: Operand): Tensor | null => (isTensor(x) ? x : null);
const squared = (x: Operand): Operand => (isTensor(x) ? mul(x, x) : x * x);

/**
 * ln(e^a + e^b) without overflow, with broadcasting; an operand may be a number. `torch.logaddexp` in PyTorch.
 * @throws {TypeError} unless a tensor is float32.
 */
export function logaddexp(a: Operand, b: Operand): Tensor {
  takes('logaddexp', 2, arguments);
  checkOperands('logaddexp', a, b);
  if (![a, b].some((x) => isTensor(x) && x.dtype === 'float32'))
    failType('logaddexp', "expected a float32 tensor, got integers; convert with to('float32')");
  const y = broadcast('logaddexp', rare().logaddexp, null, a, b);
  return recordBoth(
    y,
    'logaddexp',
    a,
    b,
    [tensorOrNull(a), tensorOrNull(b)],
    (g, a, b) => mul(g, sigmoid(sub(a, b))),
    (g, a, b) => mul(g, sigmoid(sub(b, a))),
  );
}

/**
 * The angle of the point (b, a) from the positive b axis, in [−π, π], with broadcasting; an operand may be a number.
 * `torch.atan2` in PyTorch: the gradient at (0, 0) is NaN.
 */
export function atan2(a: Operand, b: Operand): Tensor {
  takes('atan2', 2, arguments);
  const y = broadcast('atan2', rare().atan2, null, a, b);
  return recordBoth(
    y,
    'atan2',
    a,
    b,
    [tensorOrNull(a), tensorOrNull(b)],
    (g, a, b) => div(mul(g, b), add(squared(a), squared(b))),
    (g, a, b) => neg(div(mul(g, a), add(squared(a), squared(b)))),
  );
}

/** A remainder, with gradients from the quotient rounded the same way. */
function rest(
  fn: 'remainder' | 'fmod',
  a: Operand,
  b: Operand,
  float: (a: number, b: number) => number,
  int: (a: number, b: number) => number,
  quotient: (a: number, b: number) => number,
): Tensor {
  if (areBool(a, b)) failType(fn, "expected operands of numbers, got bool; convert with to('int32')");
  const y = eachPair(fn, a, b, float, int);
  const wanted = isTensor(b) && b.requiresGrad;
  return recordBoth(
    y,
    fn,
    a,
    b,
    wanted ? [tensorOrNull(a), b] : [],
    (g) => g,
    (g, a, b) => neg(mul(g, eachPair(fn, a, b, quotient, quotient))),
  );
}

/** The remainder with the sign of b, exact for integers. */
function modulo(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r;
}

/**
 * The remainder of a divided by b, with the sign of b, and with broadcasting; an operand may be a number; integers stay integers.
 * `torch.remainder` in PyTorch.
 *
 * @throws {RangeError} for an integer divided by 0.
 */
export function remainder(a: Operand, b: Operand): Tensor {
  takes('remainder', 2, arguments);
  return rest('remainder', a, b, modulo, modulo, floorQuotient);
}

/**
 * The remainder of a divided by b, with the sign of a, and with broadcasting; an operand may be a number; integers stay integers.
 * `torch.fmod` in PyTorch.
 *
 * @throws {RangeError} for an integer divided by 0.
 */
export function fmod(a: Operand, b: Operand): Tensor {
  takes('fmod', 2, arguments);
  return rest(
    'fmod',
    a,
    b,
    (a, b) => a % b,
    (a, b) => a % b,
    truncQuotient,
  );
}
