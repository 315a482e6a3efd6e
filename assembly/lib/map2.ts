/** The loops of `map1.ts` for operations on two operands, and the choice between two operands by a third. */
import { expects } from './expects';
import { f, Two } from './map1';
import { copyRow, END, REPEAT_B } from './layout';
import { storeTail } from './simd';
import { workspace } from './workspace';
import * as math from './math';

// @ts-ignore: decorator
@inline
function truth(mask: v128, flip: v128): v128 {
  return v128.xor(i32x4.shr_u(mask, 31), flip);
}

@unmanaged class Add { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.add(u, v); } }
@unmanaged class Mul { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.mul(u, v); } }
@unmanaged class Div { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.div(u, v); } }
@unmanaged class Max { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.max(u, v); } }
@unmanaged class Min { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.min(u, v); } }
@unmanaged class MulI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.mul(u, v); } }
@unmanaged class MaxI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.max_s(u, v); } }
@unmanaged class MinI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.min_s(u, v); } }
@unmanaged class AddScaledI32 {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return i32x4.add(u, i32x4.mul(p, v));
  }
}
// comparisons give 0 or 1; q = 1 inverts them
@unmanaged class Eq { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.eq(u, v), q); } }
@unmanaged class Lt { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.lt(u, v), q); } }
@unmanaged class Le { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.le(u, v), q); } }
@unmanaged class EqI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(i32x4.eq(u, v), q); } }
@unmanaged class LtI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(i32x4.lt_s(u, v), q); } }
@unmanaged class Pow { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return math.pow(u, v); } }
@unmanaged class AddScaled {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.add(u, f32x4.mul(p, v));
  }
}
// 0 where v ≤ 0, so that NaN passes
@unmanaged class ReluBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.andnot(u, f32x4.le(v, p));
  }
}
@unmanaged class TanhBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(u, f32x4.sub(p, f32x4.mul(v, v)));
  }
}
@unmanaged class SigmoidBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(f32x4.mul(u, f32x4.sub(p, v)), v);
  }
}
@unmanaged class ClampBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.and(u, v128.and(f32x4.ge(v, p), f32x4.le(v, q)));
  }
}

// @ts-ignore: decorator
@inline
function loop2<Op>(count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(v128.load(a), v128.load(b), p, q));
    y += 16;
    a += da;
    b += db;
  } while (--count);
}

/** y = op(a, b) over count ≥ 1 whole vectors; `da` and `db` are 16, or 0 for a vector that repeats. y may be a or b. */
export function map2(op: Two, count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32): void {
  switch (op) {
    case Two.add: return loop2<Add>(count, y, a, b, da, db, p, q);
    case Two.mul: return loop2<Mul>(count, y, a, b, da, db, p, q);
    case Two.div: return loop2<Div>(count, y, a, b, da, db, p, q);
    case Two.max: return loop2<Max>(count, y, a, b, da, db, p, q);
    case Two.min: return loop2<Min>(count, y, a, b, da, db, p, q);
    case Two.addScaledI32: return loop2<AddScaledI32>(count, y, a, b, da, db, p, q);
    case Two.eq: return loop2<Eq>(count, y, a, b, da, db, p, q);
    case Two.lt: return loop2<Lt>(count, y, a, b, da, db, p, q);
    case Two.le: return loop2<Le>(count, y, a, b, da, db, p, q);
    case Two.eqI32: return loop2<EqI32>(count, y, a, b, da, db, p, q);
    case Two.ltI32: return loop2<LtI32>(count, y, a, b, da, db, p, q);
    case Two.mulI32: return loop2<MulI32>(count, y, a, b, da, db, p, q);
    case Two.maxI32: return loop2<MaxI32>(count, y, a, b, da, db, p, q);
    case Two.minI32: return loop2<MinI32>(count, y, a, b, da, db, p, q);
    case Two.pow: return loop2<Pow>(count, y, a, b, da, db, p, q);
    case Two.addScaled: return loop2<AddScaled>(count, y, a, b, da, db, p, q);
    case Two.reluBack: return loop2<ReluBack>(count, y, a, b, da, db, p, q);
    case Two.tanhBack: return loop2<TanhBack>(count, y, a, b, da, db, p, q);
    case Two.sigmoidBack: return loop2<SigmoidBack>(count, y, a, b, da, db, p, q);
    case Two.clampBack: return loop2<ClampBack>(count, y, a, b, da, db, p, q);
  }
}

/** y = op(a, b) on the elements of a range; an operand whose step is 0 repeats. Aliases as in `map2`. */
export function each2(
  op: Two, begin: i32, end: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32,
): void {
  expects(begin, end, y | a | b, 0);
  assert(((da | db) & ~16) == 0);
  if (begin >= end) return;
  const n = end - begin;
  y += <usize>begin << 2;
  a += <usize>begin * (da >> 2);
  b += <usize>begin * (db >> 2);
  const whole = <usize>n >> 2;
  if (whole) map2(op, <i32>whole, y, a, b, da, db, p, q);
  if (n & 3) {
    map2(op, 1, workspace + END, a + whole * da, b + whole * db, da, db, p, q);
    copyRow(y + (whole << 4), workspace + END, n & 3);
  }
}

/** Puts four bytes into all four lanes of a vector of scratch memory, as an operand that repeats. */
export function repeated(bits: i32): usize {
  v128.store(workspace + REPEAT_B, i32x4.splat(bits));
  return workspace + REPEAT_B;
}

/** y = op(x, a constant), inverted if `flip` is 1. */
export function eachConstant(op: Two, begin: i32, end: i32, y: usize, x: usize, bits: i32, flip: i32): void {
  each2(op, begin, end, y, x, repeated(bits), 16, 0, 0, reinterpret<f32>(flip));
}

// @ts-ignore: decorator
@inline
function choose(cond: usize, a: usize, b: usize): v128 {
  return v128.bitselect(v128.load(b), v128.load(a), i32x4.eq(v128.load(cond), i32x4.splat(0)));
}

/** y = a where cond is not 0, else b, on the elements of a range; y may be any of them. */
export function eachWhere(begin: i32, end: i32, y: usize, cond: usize, a: usize, b: usize): void {
  expects(begin, end, y | cond | a | b, 0);
  const at = <usize>begin << 2;
  y += at;
  cond += at;
  a += at;
  b += at;
  let whole = (end - begin) >> 2;
  if (whole > 0) do {
    v128.store(y, choose(cond, a, b));
    y += 16;
    cond += 16;
    a += 16;
    b += 16;
  } while (--whole);
  if (end > begin) storeTail(y, choose(cond, a, b), (end - begin) & 3);
}
