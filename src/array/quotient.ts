/** Rounded quotients and remainders with broadcasting, without gradients. */
import { heap } from '../../bindings/memory.ts';
import { isTensor } from '../core.ts';
import { failRange } from '../errors.ts';
import { whole } from '../frame.ts';
import { broadcastShapes } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { checkElement, newEmpty } from './allocate.ts';
import { checkOperands, type Operand, promoted } from './broadcast.ts';
import { to } from './convert.ts';
import { dense, drop } from './copy.ts';
import { broadcastTo } from './window.ts';

/** How a quotient is rounded: down, or towards 0. */
export type RoundingMode = 'floor' | 'trunc';

const { fround } = Math;

/** ⌊a/b⌋ computed from the remainder, as the rounded quotient can be one too large: 1 / 0.1 is 9 in float32. */
export function floorQuotient(a: number, b: number): number {
  if (b === 0) return fround(a / b);
  const rest = a % b;
  let quotient = fround(fround(a - rest) / b);
  if (rest !== 0 && b < 0 !== rest < 0) quotient = fround(quotient - 1);
  if (quotient === 0) return fround(a / b) < 0 || Object.is(fround(a / b), -0) ? -0 : 0;
  const whole = Math.floor(quotient);
  return quotient - whole > 0.5 ? fround(whole + 1) : whole;
}

/** a/b rounded towards 0. */
export const truncQuotient = (a: number, b: number): number => Math.trunc(fround(a / b));

/** Reads an operand's value for element i of a broadcast result. */
function readerOf(x: Operand, shape: readonly number[], type: 'float32' | 'int32', temporaries: Tensor[]): (i: number) => number {
  if (typeof x === 'number') return () => (type === 'float32' ? fround(x) : x);
  const typed = x.dtype === type ? x : to(x, type);
  const window = broadcastTo(typed, shape);
  const source = dense(window);
  drop(window, source);
  drop(typed, x);
  temporaries.push(source);
  const at = source.ptr >>> 2;
  return (i) => (type === 'float32' ? heap.f32 : heap.i32)[at + i] as number;
}

/** A function of two numbers. */
type Pair = (a: number, b: number) => number;

/**
 * A function of the elements of two operands, one by one; integers stay integers.
 * @throws {RangeError} if b is the integer 0, or if an integer result exceeds int32.
 */
export function eachPair(fn: string, a: Operand, b: Operand, float: Pair, int: Pair): Tensor {
  checkOperands(fn, a, b);
  const tensors = [a, b].filter(isTensor);
  const like = tensors[0] as Tensor;
  const fraction = [a, b].some((x) => typeof x === 'number' && !Number.isInteger(x));
  const type = fraction ? 'float32' : promoted(like.dtype, (tensors[1] ?? like).dtype);
  const shape = broadcastShapes(fn, isTensor(a) ? a.sizes : [], isTensor(b) ? b.sizes : []);
  return whole(fn, () => {
    const y = newEmpty(like, shape, type);
    const temporaries: Tensor[] = [];
    const [p, q] = [readerOf(a, shape, type, temporaries), readerOf(b, shape, type, temporaries)];
    const at = y.ptr >>> 2;
    for (let i = 0; i < y.numel; i++) {
      const [u, v] = [p(i), q(i)];
      if (type === 'float32') {
        heap.f32[at + i] = float(u, v);
        continue;
      }
      if (v === 0) failRange(fn, "expected integers divided by other than 0, got 0; convert with to('float32') first");
      heap.i32[at + i] = checkElement(fn, int(u, v), 'int32');
    }
    for (const t of temporaries) t.dispose();
    return y;
  });
}

/** a/b rounded; integers stay integers. @throws {RangeError} for an integer divided by 0. */
export const roundedQuotient = (fn: string, a: Operand, b: Operand, mode: RoundingMode): Tensor =>
  mode === 'floor'
    ? eachPair(fn, a, b, floorQuotient, (u, v) => Math.floor(u / v))
    : eachPair(fn, a, b, truncQuotient, (u, v) => Math.trunc(u / v));
