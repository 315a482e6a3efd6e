/**
 * The loops under all elementwise kernels: one operation over whole vectors, chosen by a code. An operation is a class
 * without instances, so that the compiler puts its expression into a loop of its own; what surrounds the loops (ranges,
 * ends, broadcasting) exists once. `p` and `q` are the parameters of an operation, in all four lanes.
 */
import { expects } from './expects';
import { copyRow, END } from './layout';
import { workspace } from './workspace';
import * as math from './math';

/** Operations on one operand; the slow ones come last, from `exp` on. */
export const enum One {
  fill, abs, sign, sqrt, rsqrt, squareFrom, cube, reciprocal, floor, ceil, round, scale, clamp, relu,
  absI32, clampI32, isFinite, toF32, toI32,
  exp, expm1, log, log1p, sin, cos, tanh, erf, sigmoid,
}

/** Operations on two operands; `…Back` take (dy, saved). */
export const enum Two {
  add, addScaled, mul, div, max, min, addScaledI32, mulI32, maxI32, minI32, eq, lt, le, eqI32, ltI32, pow,
  reluBack, tanhBack, sigmoidBack, clampBack,
}

// @ts-ignore: decorator
@inline
export function f(x: f32): v128 {
  return f32x4.splat(x);
}

/** 1 in the lanes of `mask`, else 0. */
// @ts-ignore: decorator
@inline
function truth(mask: v128): v128 {
  return i32x4.shr_u(mask, 31);
}

@unmanaged class Fill { @inline of(v: v128, p: v128, q: v128): v128 { return p; } }
@unmanaged class Abs { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.abs(v); } }
@unmanaged class Sign {
  @inline of(v: v128, p: v128, q: v128): v128 {
    return v128.or(v128.and(f32x4.gt(v, f(0)), f(1)), v128.and(f32x4.lt(v, f(0)), f(-1)));
  }
}
@unmanaged class Sqrt { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.sqrt(v); } }
@unmanaged class Rsqrt { @inline of(v: v128, p: v128, q: v128): v128 { return math.rsqrt(v); } }
@unmanaged class Cube {
  @inline of(v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(f32x4.mul(v, v), v);
  }
}
@unmanaged class Reciprocal { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.div(p, v); } }
@unmanaged class Floor { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.floor(v); } }
@unmanaged class Ceil { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.ceil(v); } }
@unmanaged class Round { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.nearest(v); } }
@unmanaged class Scale { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.mul(v, p); } }
@unmanaged class Clamp {
  @inline of(v: v128, p: v128, q: v128): v128 {
    return f32x4.min(f32x4.max(v, p), q);
  }
}
@unmanaged class Relu { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.pmax(v, p); } }
@unmanaged class SquareFrom {
  @inline of(v: v128, p: v128, q: v128): v128 {
    const d = f32x4.sub(v, p);
    return f32x4.mul(d, d);
  }
}
@unmanaged class AbsI32 { @inline of(v: v128, p: v128, q: v128): v128 { return i32x4.abs(v); } }
@unmanaged class ClampI32 {
  @inline of(v: v128, p: v128, q: v128): v128 {
    return i32x4.min_s(i32x4.max_s(v, p), q);
  }
}
@unmanaged class IsFinite {
  @inline of(v: v128, p: v128, q: v128): v128 {
    return truth(f32x4.lt(f32x4.abs(v), f(Infinity)));
  }
}
@unmanaged class ToF32 { @inline of(v: v128, p: v128, q: v128): v128 { return f32x4.convert_i32x4_s(v); } }
@unmanaged class ToI32 { @inline of(v: v128, p: v128, q: v128): v128 { return i32x4.trunc_sat_f32x4_s(v); } }
@unmanaged class Exp { @inline of(v: v128, p: v128, q: v128): v128 { return math.exp(v); } }
@unmanaged class Expm1 { @inline of(v: v128, p: v128, q: v128): v128 { return math.expm1(v); } }
@unmanaged class Log { @inline of(v: v128, p: v128, q: v128): v128 { return math.log(v); } }
@unmanaged class Log1p { @inline of(v: v128, p: v128, q: v128): v128 { return math.log1p(v); } }
@unmanaged class Sin { @inline of(v: v128, p: v128, q: v128): v128 { return math.sin(v); } }
@unmanaged class Cos { @inline of(v: v128, p: v128, q: v128): v128 { return math.cos(v); } }
@unmanaged class Tanh { @inline of(v: v128, p: v128, q: v128): v128 { return math.tanh(v); } }
@unmanaged class Erf { @inline of(v: v128, p: v128, q: v128): v128 { return math.erf(v); } }
@unmanaged class Sigmoid { @inline of(v: v128, p: v128, q: v128): v128 { return math.sigmoid(v); } }

// @ts-ignore: decorator
@inline
function loop1<Op>(count: i32, y: usize, x: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(v128.load(x), p, q));
    x += 16;
    y += 16;
  } while (--count);
}

/** The slow operations of `map1`, apart so that the engine optimises the rest sooner. */
function mapCurve(op: One, count: i32, y: usize, x: usize): void {
  switch (op) {
    case One.exp: return loop1<Exp>(count, y, x, 0, 0);
    case One.expm1: return loop1<Expm1>(count, y, x, 0, 0);
    case One.log: return loop1<Log>(count, y, x, 0, 0);
    case One.log1p: return loop1<Log1p>(count, y, x, 0, 0);
    case One.sin: return loop1<Sin>(count, y, x, 0, 0);
    case One.cos: return loop1<Cos>(count, y, x, 0, 0);
    case One.tanh: return loop1<Tanh>(count, y, x, 0, 0);
    case One.erf: return loop1<Erf>(count, y, x, 0, 0);
    case One.sigmoid: return loop1<Sigmoid>(count, y, x, 0, 0);
  }
}

/** y = op(x) over count ≥ 1 whole vectors; y may be x. */
export function map1(op: One, count: i32, y: usize, x: usize, p: f32, q: f32): void {
  if (op >= One.exp) return mapCurve(op, count, y, x);
  switch (op) {
    case One.fill: return loop1<Fill>(count, y, x, p, q);
    case One.abs: return loop1<Abs>(count, y, x, p, q);
    case One.sign: return loop1<Sign>(count, y, x, p, q);
    case One.sqrt: return loop1<Sqrt>(count, y, x, p, q);
    case One.rsqrt: return loop1<Rsqrt>(count, y, x, p, q);
    case One.cube: return loop1<Cube>(count, y, x, p, q);
    case One.reciprocal: return loop1<Reciprocal>(count, y, x, p, q);
    case One.floor: return loop1<Floor>(count, y, x, p, q);
    case One.ceil: return loop1<Ceil>(count, y, x, p, q);
    case One.round: return loop1<Round>(count, y, x, p, q);
    case One.scale: return loop1<Scale>(count, y, x, p, q);
    case One.clamp: return loop1<Clamp>(count, y, x, p, q);
    case One.relu: return loop1<Relu>(count, y, x, p, q);
    case One.squareFrom: return loop1<SquareFrom>(count, y, x, p, q);
    case One.absI32: return loop1<AbsI32>(count, y, x, p, q);
    case One.clampI32: return loop1<ClampI32>(count, y, x, p, q);
    case One.isFinite: return loop1<IsFinite>(count, y, x, p, q);
    case One.toF32: return loop1<ToF32>(count, y, x, p, q);
    case One.toI32: return loop1<ToI32>(count, y, x, p, q);
  }
}

/** y = op(x) on the elements of a range; y may be x. */
export function each1(op: One, begin: i32, end: i32, y: usize, x: usize, p: f32, q: f32): void {
  expects(begin, end, y | x, 0);
  if (begin >= end) return;
  const n = end - begin;
  y += <usize>begin << 2;
  x += <usize>begin << 2;
  const past = <usize>(n & ~3) << 2;
  if (past) map1(op, n >> 2, y, x, p, q);
  if (n & 3) {
    map1(op, 1, workspace + END, x + past, p, q);
    copyRow(y + past, workspace + END, n & 3);
  }
}
