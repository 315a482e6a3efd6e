/** Sums, differences, products and quotients of two operands with broadcasting. */

import { kernels } from '../../../bindings/kernels.ts';
import { newZeros } from '../../array/allocate.ts';
import { broadcast, checkOperands, type Operand } from '../../array/broadcast.ts';
import { checkTensor } from '../../array/check.ts';
import { exactly } from '../../array/exact.ts';
import { sumTo } from '../../array/lanes.ts';
import { mapNumbers } from '../../array/map.ts';
import { type RoundingMode, roundedQuotient } from '../../array/quotient.ts';
import type { Saved } from '../../autograd/node.ts';
import { record, tracks } from '../../autograd/tape.ts';
import { isTensor } from '../../core.ts';
import { as, checkNumber, checkOptions, failType } from '../../errors.ts';
import { whole } from '../../frame.ts';
import { nullable, oneOf, readOptions, takes } from '../../options.ts';
import type { Shape } from '../../shape.ts';
import type { Tensor } from '../../tensor.ts';
import { note } from '../../tracing.ts';
import { logical } from './compare.ts';

/** The gradient of one operand before it is summed down to the operand's shape, computed from the saved a, b and y. */
type Slope = (g: Tensor, a: Operand, b: Operand, y: Tensor) => Tensor;

/**
 * Records a node for the operands that are tensors, and sums each gradient down to its operand's shape. A slope receives numbers,
 * and saved tensors: one that was not saved must not be read.
 */
export function recordBoth(y: Tensor, name: string, a: Operand, b: Operand, kept: Saved, da: Slope, db: Slope): Tensor {
  if (typeof a === 'number' || typeof b === 'number') {
    const first = typeof a === 'number' ? a : null;
    const second = typeof b === 'number' ? b : null;
    const [x, slope] = first === null ? [a as Tensor, da] : [b as Tensor, db];
    if (!tracks(x)) return y;
    const { sizes } = x;
    return record(
      y,
      name,
      [x],
      kept,
      (g, [p, q, z]) => sumTo(slope(g, first ?? (p as Tensor), second ?? (q as Tensor), z as Tensor), sizes),
      first === null ? second : [first],
    );
  }
  if (!tracks(a, b)) return y;
  const [aSizes, bSizes]: [Shape, Shape] = [a.sizes, b.sizes];
  return record(y, name, [a, b], kept, (g, [p, q, z], wanted) => [
    wanted[0] ? sumTo(da(g, p as Tensor, q as Tensor, z as Tensor), aSizes) : null,
    wanted[1] ? sumTo(db(g, p as Tensor, q as Tensor, z as Tensor), bSizes) : null,
  ]);
}

/** `x` if it is a tensor whose values the other operand's gradient reads; null if the other operand wants none. */
const factor = (x: Operand, partner: Operand): Tensor | null =>
  isTensor(x) && isTensor(partner) && partner.requiresGrad ? x : null;

const DIV = { roundingMode: /* @__PURE__ */ nullable(/* @__PURE__ */ oneOf<RoundingMode>('floor', ['floor', 'trunc'])) };

/** Whether both operands are bool tensors: then their sum is an or, their product an and. */
export const areBool = (a: Operand, b: Operand): boolean =>
  isTensor(a) && isTensor(b) && a.dtype === 'bool' && b.dtype === 'bool';

/** Refuses bools in a difference, as PyTorch does. */
export function checkSubtrahends(fn: string, a: Operand, b: Operand): void {
  for (const x of [a, b]) {
    if (isTensor(x) && x.dtype === 'bool')
      failType(fn, "expected operands of numbers, got bool; compare two bools with ne(), or convert with to('int32')");
  }
}

/** Options of `add` and `sub`. */
export interface AlphaOptions {
  /** Multiplies the second operand. Default 1. */
  alpha?: number;
}

/** `op` with the second operand times alpha. */
function withAlpha(fn: string, op: (a: Operand, b: Operand) => Tensor, a: Operand, b: Operand, options: AlphaOptions): Tensor {
  checkOptions(fn, options, ['alpha']);
  checkOperands(fn, a, b);
  const alpha = checkNumber(fn, 'alpha', options.alpha ?? 1);
  if (alpha === 1) return op(a, b);
  if (typeof b === 'number') return op(a, b * alpha);
  return whole(fn, () => {
    const scaled = as(fn, () => mul(b, alpha));
    const y = op(a, scaled);
    scaled.dispose();
    return y;
  });
}

const same = (g: Tensor): Tensor => g;

/**
 * a + alpha·b with broadcasting; an operand may be a number; for two bools, whether either is true. `torch.add` in PyTorch.
 *
 * @throws {RangeError} for an integer result that exceeds int32.
 */
export function add(a: Operand, b: Operand, options?: AlphaOptions): Tensor {
  takes('add', 3, arguments);
  if (options !== undefined) return withAlpha('add', add, a, b, options);
  if (areBool(a, b)) return logical('add', kernels.logicalOr, a as Tensor, b as Tensor);
  const y = broadcast(
    'add',
    kernels.add,
    exactly('add', kernels.addI32, (p, q) => p + q),
    a,
    b,
  );
  return recordBoth(y, 'add', a, b, [], same, same);
}

/**
 * a − alpha·b with broadcasting; an operand may be a number. `torch.sub` in PyTorch.
 *
 * @throws {TypeError} for bools. @throws {RangeError} for an integer result that exceeds int32.
 */
export function sub(a: Operand, b: Operand, options?: AlphaOptions): Tensor {
  takes('sub', 3, arguments);
  if (options !== undefined) return withAlpha('sub', sub, a, b, options);
  checkSubtrahends('sub', a, b);
  const y = broadcast(
    'sub',
    kernels.sub,
    exactly('sub', kernels.subI32, (p, q) => p - q),
    a,
    b,
  );
  return recordBoth(y, 'sub', a, b, [], same, (g) => neg(g));
}

/**
 * a · b element by element with broadcasting; an operand may be a number; for two bools, whether both are true. `torch.mul` in
 * PyTorch.
 *
 * @throws {RangeError} for an integer result that exceeds int32.
 */
export function mul(a: Operand, b: Operand): Tensor {
  takes('mul', 2, arguments);
  if (areBool(a, b)) return logical('mul', kernels.logicalAnd, a as Tensor, b as Tensor);
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
    [factor(a, b), factor(b, a)],
    (g, _, b) => mul(g, b),
    (g, a) => mul(g, a),
  );
}

/** Options of `div`. */
export interface DivOptions {
  /** Rounds the quotient towards 0 ('trunc') or down ('floor'). Default null, without rounding. */
  roundingMode?: RoundingMode | null;
}

/**
 * a / b with broadcasting, in float32 whatever the operands' types; with rounding, a quotient of integers is an integer, and the
 * gradient is 0. `torch.div` in PyTorch.
 *
 * @throws {RangeError} for an integer divided by 0 with rounding.
 */
export function div(a: Operand, b: Operand, options?: DivOptions): Tensor {
  takes('div', 3, arguments);
  const { roundingMode } = readOptions('div', DIV, options);
  if (roundingMode !== null) return quotient(a, b, roundingMode);
  const y = broadcast('div', kernels.div, null, a, b);
  return recordBoth(
    y,
    'div',
    a,
    b,
    [factor(a, b), isTensor(b) ? b : null],
    (g, _, b) => div(g, b),
    // b² leaves float32's range long before a/b² does
    (g, a, b) => neg(mul(g, div(div(a, b), b))),
  );
}

/** −x. `torch.neg` in PyTorch. @throws {TypeError} for bools. */
export function neg(x: Tensor): Tensor {
  takes('neg', 1, arguments);
  if (checkTensor('neg', 'input', x).dtype === 'bool')
    failType('neg', 'expected a tensor of numbers, got bool; invert it with logicalNot()');
  // subtracted from 0, since −0 is not an integer
  const y = mapNumbers('neg', 'negI32', x, (v) => 0 - v);
  return tracks(x) ? record(y, 'neg', [x], [], (g) => neg(g)) : y;
}

/** The rounded quotient; a step function, whose gradient is 0. */
function quotient(a: Operand, b: Operand, mode: RoundingMode): Tensor {
  const y = roundedQuotient('div', a, b, mode);
  const inputs = [a, b].filter(isTensor);
  const how = { roundingMode: mode };
  if (y.dtype !== 'float32' || !inputs.some((x) => tracks(x))) return note(y, 'div', inputs, how);
  const sizes = inputs.map((x) => x.sizes);
  return record(y, 'div', inputs, [], (g, _, wanted) => sizes.map((size, i) => (wanted[i] ? newZeros(g, size) : null)), how);
}
