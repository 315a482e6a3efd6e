/** Arithmetic of two operands with broadcasting, and its gradients. */

import { kernels } from '../../../bindings/kernels.ts';
import { newEmpty, newZeros } from '../../array/allocate.ts';
import { broadcast, checkOperands, type Operand } from '../../array/broadcast.ts';
import { denseFloat } from '../../array/convert.ts';
import { drop } from '../../array/copy.ts';
import { exactly } from '../../array/exact.ts';
import { sumTo } from '../../array/lanes.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { checkNumber, checkOptions, failType } from '../../errors.ts';
import type { Tensor } from '../../tensor.ts';
import { eq, ge, logical, logicalAnd, lt } from './compare.ts';
import { maskedFill, where } from './select.ts';
import { log, neg, square } from './unary.ts';

type Slope = (g: Tensor) => Tensor;

/** Records a node for those operands that are tensors; each gradient is summed down to its operand's shape. */
function recordBoth(y: Tensor, name: string, a: Operand, b: Operand, saved: readonly Operand[], da: Slope, db: Slope): Tensor {
  const kept = saved.filter((x) => isTensor(x));
  if (typeof a === 'number' || typeof b === 'number') {
    const [x, dx] = typeof a === 'number' ? [b as Tensor, db] : [a, da];
    return tracks(x) ? record(y, name, [x], kept, (g) => sumTo(dx(g), x.shape), typeof a === 'number' ? [a] : b) : y;
  }
  if (!tracks(a, b)) return y;
  return record(y, name, [a, b], kept, (g) => [
    a.requiresGrad ? sumTo(da(g), a.shape) : null,
    b.requiresGrad ? sumTo(db(g), b.shape) : null,
  ]);
}

/** Whether both operands are bool tensors: their sum is an or, their product an and. */
const areBool = (a: Operand, b: Operand): boolean => isTensor(a) && isTensor(b) && a.dtype === 'bool' && b.dtype === 'bool';

/** Refuses bools in a difference, as PyTorch does. */
export function checkSubtrahends(fn: string, a: Operand, b: Operand): void {
  for (const x of [a, b]) {
    if (isTensor(x) && x.dtype === 'bool')
      failType(fn, "expected operands of numbers, got bool; compare two bools with ne(), or convert with to('int32')");
  }
}

/** Options of `add` and `sub`. */
export interface AlphaOptions {
  /** Multiplies the second operand; 1 if absent. */
  alpha?: number;
}

/** The second operand times alpha. */
function scaled(fn: string, a: Operand, b: Operand, options: AlphaOptions): Operand {
  checkOptions(fn, options, ['alpha']);
  checkOperands(fn, a, b);
  const alpha = checkNumber(fn, 'alpha', options.alpha ?? 1);
  if (alpha === 1) return b;
  return typeof b === 'number' ? b * alpha : mul(b, alpha);
}

/**
 * a + alpha·b with broadcasting; an operand may be a number; of two bools, whether either is true. `torch.add` in PyTorch.
 *
 * @throws {RangeError} for an integer result that leaves int32.
 */
export function add(a: Operand, b: Operand, options?: AlphaOptions): Tensor {
  if (options !== undefined) return add(a, scaled('add', a, b, options));
  if (areBool(a, b)) return logical('add', () => kernels.logicalOr, a as Tensor, b as Tensor);
  const y = broadcast(
    'add',
    kernels.add,
    exactly('add', kernels.addI32, (p, q) => p + q),
    a,
    b,
  );
  return recordBoth(
    y,
    'add',
    a,
    b,
    [],
    (g) => g,
    (g) => g,
  );
}

/**
 * a − alpha·b with broadcasting; an operand may be a number. `torch.sub` in PyTorch.
 *
 * @throws {TypeError} for bools. @throws {RangeError} for an integer result that leaves int32.
 */
export function sub(a: Operand, b: Operand, options?: AlphaOptions): Tensor {
  if (options !== undefined) return sub(a, scaled('sub', a, b, options));
  checkSubtrahends('sub', a, b);
  const y = broadcast(
    'sub',
    kernels.sub,
    exactly('sub', kernels.subI32, (p, q) => p - q),
    a,
    b,
  );
  return recordBoth(y, 'sub', a, b, [], (g) => g, neg);
}

/**
 * a · b element by element with broadcasting; an operand may be a number; of two bools, whether both are true.
 * `torch.mul` in PyTorch.
 *
 * @throws {RangeError} for an integer result that leaves int32.
 */
export function mul(a: Operand, b: Operand): Tensor {
  if (areBool(a, b)) return logical('mul', () => kernels.logicalAnd, a as Tensor, b as Tensor);
  const y = broadcast(
    'mul',
    kernels.mul,
    exactly('mul', kernels.mulI32, (p, q) => p * q),
    a,
    b,
  );
  return recordBoth(
    y,
    'mul',
    a,
    b,
    [a, b],
    (g) => mul(g, b),
    (g) => mul(g, a),
  );
}

/** a / b with broadcasting, float32 whatever the operands' types. `torch.div` in PyTorch. */
export function div(a: Operand, b: Operand): Tensor {
  const y = broadcast('div', kernels.div, null, a, b);
  return recordBoth(
    y,
    'div',
    a,
    b,
    [a, b],
    (g) => div(g, b),
    (g) => neg(div(mul(g, a), square(b as Tensor))),
  );
}

/**
 * a to the power b with broadcasting, in float32; an operand may be a number. `torch.pow` in PyTorch: the gradient of a
 * is 0 where b is 0, that of b is 0 where a is 0 and b is not negative.
 */
export function pow(a: Operand, b: Operand): Tensor {
  checkOperands('pow', a, b);
  if (typeof b === 'number') return powScalar(a as Tensor, b);
  const y = broadcast('pow', kernels.pow, null, a, b);
  return recordBoth(
    y,
    'pow',
    a,
    b,
    [a, b, y],
    (g) => maskedFill(mul(g, mul(b, pow(a, sub(b, 1)))), eq(b, 0), 0),
    (g) => {
      const slope = mul(g, mul(y, typeof a === 'number' ? Math.log(a) : log(a)));
      const flat = ge(b, 0);
      if (typeof a === 'number') return a === 0 ? maskedFill(slope, flat, 0) : slope;
      return maskedFill(slope, logicalAnd(eq(a, 0), flat), 0);
    },
  );
}

function powScalar(x: Tensor, exponent: number): Tensor {
  const source = denseFloat('pow', x);
  const y = newEmpty(x, x.sizes);
  kernels.powScalar(0, x.numel, y.ptr, source.ptr, exponent);
  drop(source, x);
  if (!tracks(x)) return y;
  return record(
    y,
    'pow',
    [x],
    [x],
    (g) => (exponent === 0 ? newZeros(x, x.sizes) : mul(g, mul(powScalar(x, exponent - 1), exponent))),
    exponent,
  );
}

/** The greater or the lesser of two elements under the name of the function that was called. */
export function extremeOf(fn: string, greater: boolean, a: Operand, b: Operand): Tensor {
  if (areBool(a, b)) return logical(fn, () => (greater ? kernels.logicalOr : kernels.logicalAnd), a as Tensor, b as Tensor);
  const y = greater
    ? broadcast(fn, kernels.maximum, kernels.maximumI32, a, b)
    : broadcast(fn, kernels.minimum, kernels.minimumI32, a, b);
  const loses = (x: Operand, other: Operand): Tensor => (greater ? lt(x, other) : lt(other, x));
  return recordBoth(
    y,
    fn,
    a,
    b,
    [a, b],
    (g) => shareOf(g, loses(a, b), eq(a, b)),
    (g) => shareOf(g, loses(b, a), eq(a, b)),
  );
}

/** The gradient of an operand of max or min: none where it lost, half where both won. */
const shareOf = (g: Tensor, lost: Tensor, tied: Tensor): Tensor => maskedFill(where(tied, mul(g, 0.5), g), lost, 0);

/**
 * The greater of two elements, NaN if either is. `torch.maximum` in PyTorch: at ties each gets half the gradient, beside
 * NaN all of it.
 */
export const maximum = (a: Operand, b: Operand): Tensor => extremeOf('maximum', true, a, b);

/**
 * The lesser of two elements, NaN if either is. `torch.minimum` in PyTorch: at ties each gets half the gradient, beside
 * NaN all of it.
 */
export const minimum = (a: Operand, b: Operand): Tensor => extremeOf('minimum', false, a, b);
