/**
 * Functions of one contiguous operand, and the gradients that are computed from their results:
 *
 *   y[i] = op(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element. y is written and may be any operand; the others are read. Names without a type work
 * on float32, `…I32` on int32.
 */
import { each1, One, Two } from '../lib/map1';
import { each2, eachConstant } from '../lib/map2';
import { clampI32 } from './select';

function map(op: One, begin: i32, end: i32, y: usize, x: usize): void {
  each1(op, begin, end, y, x, 0, 0);
}

/** y = −x. */
export function neg(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.scale, begin, end, y, x, -1, 0);
}

/** y = |x|. */
export function abs(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.abs, begin, end, y, x);
}

/** y = −1, 0 or 1; 0 for NaN. */
export function sign(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.sign, begin, end, y, x);
}

/** y = √x. */
export function sqrt(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.sqrt, begin, end, y, x);
}

/** y = 1 / √x. */
export function rsqrt(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.rsqrt, begin, end, y, x);
}

/** y = x². */
export function square(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.squareFrom, begin, end, y, x);
}

/** y = 1 / x. */
export function reciprocal(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.reciprocal, begin, end, y, x, 1, 0);
}

/** y = ⌊x⌋. */
export function floor(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.floor, begin, end, y, x);
}

/** y = ⌈x⌉. */
export function ceil(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.ceil, begin, end, y, x);
}

/** y = the nearest integer; ties go to the even one. */
export function round(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.round, begin, end, y, x);
}

/** y = eˣ. */
export function exp(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.exp, begin, end, y, x);
}

/** y = eˣ − 1. */
export function expm1(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.expm1, begin, end, y, x);
}

/** y = log x. */
export function log(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.log, begin, end, y, x);
}

/** y = log (1 + x). */
export function log1p(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.log1p, begin, end, y, x);
}

/** y = sin x. */
export function sin(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.sin, begin, end, y, x);
}

/** y = cos x. */
export function cos(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.cos, begin, end, y, x);
}

/** y = tanh x. */
export function tanh(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.tanh, begin, end, y, x);
}

/** y = erf x. */
export function erf(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.erf, begin, end, y, x);
}

/** y = 1 / (1 + e⁻ˣ). */
export function sigmoid(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.sigmoid, begin, end, y, x);
}

/** y = alpha · x. */
export function scale(begin: i32, end: i32, y: usize, x: usize, alpha: f32): void {
  each1(One.scale, begin, end, y, x, alpha, 0);
}

/** y = −x, wrapping. */
export function negI32(begin: i32, end: i32, y: usize, x: usize): void {
  eachConstant(Two.mulI32, begin, end, y, x, -1, 0);
}

/** y = |x|, wrapping. */
export function absI32(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.absI32, begin, end, y, x);
}

/** y = −1, 0 or 1. */
export function signI32(begin: i32, end: i32, y: usize, x: usize): void {
  clampI32(begin, end, y, x, -1, 1);
}

/** y = x², wrapping. */
export function squareI32(begin: i32, end: i32, y: usize, x: usize): void {
  each2(Two.mulI32, begin, end, y, x, x, 16, 16, 0, 0);
}

/** dx = dy (1 − y²), from y = tanh x. */
export function tanhBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.tanhBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}

/** dx = dy (1 − y) y, from y = sigmoid x. */
export function sigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.sigmoidBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}
