/**
 * Functions of one contiguous float32 operand that few programs need, computed in float64, two lanes at a time: within
 * 0.51 ulp for every argument.
 *
 *   y[i] = op(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element. y is written and may be x; x is read.
 */
import { expects } from '../lib/expects';

// @ts-ignore: decorator
@inline
function f(x: f64): v128 {
  return f64x2.splat(x);
}

/** a · b + c. */
// @ts-ignore: decorator
@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** log₂ x: −∞ at 0, NaN below; exact at powers of 2. */
function log2Of(x: v128): v128 {
  const b = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const m = i64x2.add(v128.and(b, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e667f3bcd));
  // 1.5 · 2⁵² has room for an integer in its low bits
  const e = f64x2.sub(i64x2.add(i64x2.shr_s(b, 52), i64x2.splat(0x4338000000000000)), f(6755399441055744));
  const s = f64x2.div(f64x2.sub(m, f(1)), f64x2.add(m, f(1)));
  const z = f64x2.mul(s, s);
  let p = madd(z, f(0.19610561607207078), f(0.22174074035217847));
  p = madd(z, madd(z, p, f(0.28572170514509027)), f(0.3999999484752031));
  p = madd(z, madd(z, p, f(0.6666666667973628)), f(1.9999999999999487));
  const y = madd(f64x2.mul(s, p), f(1.4426950408889634), e);
  const normal = v128.and(f64x2.gt(x, f(0)), f64x2.lt(x, f(Infinity)));
  // the square root is NaN, 0 or ∞ where the logarithm is NaN, −∞ or ∞
  const other = f64x2.sub(f64x2.sqrt(x), v128.and(f64x2.eq(x, f(0)), f(Infinity)));
  return v128.bitselect(y, other, normal);
}

@unmanaged class Log2 { @inline of(x: v128): v128 { return log2Of(x); } }

// @ts-ignore: decorator
@inline
function each<Op>(begin: i32, end: i32, y: usize, x: usize): void {
  expects(begin, end, y | x, 0);
  y += <usize>begin << 2;
  x += <usize>begin << 2;
  let n = end - begin;
  for (; n > 1; n -= 2) {
    const v = f64x2.promote_low_f32x4(v128.load64_zero(x));
    v128.store64_lane(y, f32x4.demote_f64x2_zero(changetype<Op>(0).of(v)), 0);
    x += 8;
    y += 8;
  }
  if (n > 0) {
    const v = f64x2.promote_low_f32x4(v128.load32_zero(x));
    v128.store32_lane(y, f32x4.demote_f64x2_zero(changetype<Op>(0).of(v)), 0);
  }
}

/** y = log₂ x. */
export function log2(begin: i32, end: i32, y: usize, x: usize): void {
  each<Log2>(begin, end, y, x);
}
