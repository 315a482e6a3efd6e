/**
 * Elementwise kernels on one contiguous operand, and a few that fuse two.
 *
 *   y[i] = op(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element everywhere in this file. y is written and may be x; the rest is read.
 * Names without a type work on float32; `…I32` on int32. Truth is int32 0 or 1.
 */
import { each1, One, Two } from '../lib/map1';
import { each2, eachWhere } from '../lib/map2';
import { REPEAT_B } from '../lib/layout';
import { workspace } from '../lib/workspace';

function map(op: One, begin: i32, end: i32, y: usize, x: usize): void {
  each1(op, begin, end, y, x, 0, 0);
}

/** The same four bytes in four lanes of scratch memory: an operand that repeats. */
function constant(bits: i32): usize {
  v128.store(workspace + REPEAT_B, i32x4.splat(bits));
  return workspace + REPEAT_B;
}

/** y = op(x, a constant), flipped if `flip` is 1. */
function withConstant(op: Two, begin: i32, end: i32, y: usize, x: usize, bits: i32, flip: i32): void {
  each2(op, begin, end, y, x, constant(bits), 16, 0, 0, reinterpret<f32>(flip));
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
/** y = the nearest whole number, the even one of two. */
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
/** y = −x, wrapping. */
export function negI32(begin: i32, end: i32, y: usize, x: usize): void {
  withConstant(Two.mulI32, begin, end, y, x, -1, 0);
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
/** y = 1 where x is NaN, else 0. */
export function isnan(begin: i32, end: i32, y: usize, x: usize): void {
  each2(Two.eq, begin, end, y, x, x, 16, 16, 0, reinterpret<f32>(1));
}
/** y = 1 where x is a number and not infinite, else 0. */
export function isfinite(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.isFinite, begin, end, y, x);
}
/** y = 1 where the truth x is 0, else 0. */
export function logicalNot(begin: i32, end: i32, y: usize, x: usize): void {
  withConstant(Two.eqI32, begin, end, y, x, 0, 0);
}
/** y = 1 where the float x is not 0 (NaN is not), else 0. */
export function boolF32(begin: i32, end: i32, y: usize, x: usize): void {
  withConstant(Two.eq, begin, end, y, x, 0, 1);
}
/** y = 1 where the int x is not 0, else 0. */
export function boolI32(begin: i32, end: i32, y: usize, x: usize): void {
  withConstant(Two.eqI32, begin, end, y, x, 0, 1);
}
/** y = the int x as float. */
export function i32ToF32(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.toF32, begin, end, y, x);
}
/** y = the float x as int: cut toward 0, held in the range of int32, 0 for NaN. */
export function f32ToI32(begin: i32, end: i32, y: usize, x: usize): void {
  map(One.toI32, begin, end, y, x);
}

/** y = a value given by its 32 bits, of either type. x is not read. */
export function fill(begin: i32, end: i32, y: usize, bits: i32): void {
  each1(One.fill, begin, end, y, y, reinterpret<f32>(bits), 0);
}

/** y = min(max(x, lo), hi); NaN stays. */
export function clamp(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  each1(One.clamp, begin, end, y, x, lo, hi);
}

/** y = min(max(x, lo), hi). */
export function clampI32(begin: i32, end: i32, y: usize, x: usize, lo: i32, hi: i32): void {
  each1(One.clampI32, begin, end, y, x, reinterpret<f32>(lo), reinterpret<f32>(hi));
}

/** y = alpha · x. */
export function scale(begin: i32, end: i32, y: usize, x: usize, alpha: f32): void {
  each1(One.scale, begin, end, y, x, alpha, 0);
}

/** y = x to a constant power; the common ones by what is exact. */
export function powScalar(begin: i32, end: i32, y: usize, x: usize, exponent: f32): void {
  let op = One.exp;
  if (exponent == 2) op = One.squareFrom;
  else if (exponent == 3) op = One.cube;
  else if (exponent == 0.5) op = One.sqrt;
  else if (exponent == -0.5) op = One.rsqrt;
  else if (exponent == -1) op = One.reciprocal;
  else if (exponent == 1) op = One.scale;
  else if (exponent == 0) op = One.fill;
  // the parameter of `fill`, `scale` and `reciprocal` is 1, of `squareFrom` 0
  if (op != One.exp) each1(op, begin, end, y, x, exponent == 2 ? 0 : 1, 0);
  else withConstant(Two.pow, begin, end, y, x, reinterpret<i32>(exponent), 0);
}

/** y = a + alpha · b. y may be a or b. */
export function addScaled(begin: i32, end: i32, y: usize, a: usize, b: usize, alpha: f32): void {
  each2(Two.addScaled, begin, end, y, a, b, 16, 16, alpha, 0);
}

/** dx = dy where lo ≤ x ≤ hi, else 0. */
export function clampBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize, lo: f32, hi: f32): void {
  each2(Two.clampBack, begin, end, dx, dy, x, 16, 16, lo, hi);
}

/** y = a where cond is not 0, else b; of any type. */
export function where(begin: i32, end: i32, y: usize, cond: usize, a: usize, b: usize): void {
  eachWhere(begin, end, y, cond, a, b);
}

/** y = max(x, 0). */
export function relu(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.relu, begin, end, y, x, 0, 0);
}

/** dx = dy where x > 0 or NaN, else 0; `saved` is x or y. */
export function reluBackward(begin: i32, end: i32, dx: usize, dy: usize, saved: usize): void {
  each2(Two.reluBack, begin, end, dx, dy, saved, 16, 16, 0, 0);
}

/** dx = dy (1 − y²), from y = tanh x. */
export function tanhBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.tanhBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}

/** dx = dy (1 − y) y, from y = sigmoid x. */
export function sigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.sigmoidBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}
