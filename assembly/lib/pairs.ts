/**
 * Functions that few programs need, on two lanes of float64: after one rounding to float32, within 0.51 ulp for every
 * float32 argument. NaN gives NaN. Sums of powers have the form of Horner.
 */

// @ts-ignore: decorator
@inline
export function d(x: f64): v128 {
  return f64x2.splat(x);
}

/** a · b + c. */
// @ts-ignore: decorator
@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** 1.5 · 2⁵², which has room for an integer in its low bits, and these bits. */
const ROOM: f64 = 6755399441055744;
const ROOM_BITS: i64 = 0x4338000000000000;

/** s · p(s²) = log ((1 + s) / (1 − s)) for |s| ≤ 0.1716. */
function logRatio(s: v128): v128 {
  const z = f64x2.mul(s, s);
  let p = madd(z, d(0.19610561607207078), d(0.22174074035217847));
  p = madd(z, madd(z, p, d(0.28572170514509027)), d(0.3999999484752031));
  return f64x2.mul(s, madd(z, madd(z, p, d(0.6666666667973628)), d(1.9999999999999487)));
}

/** log₂ x: −∞ at 0, NaN below; exact at powers of 2. */
export function log2(x: v128): v128 {
  const half = i64x2.splat(0x3fe6a09e667f3bcd);
  const b = i64x2.sub(x, half);
  const m = i64x2.add(v128.and(b, i64x2.splat(0x000fffffffffffff)), half);
  const e = f64x2.sub(i64x2.add(i64x2.shr_s(b, 52), i64x2.splat(ROOM_BITS)), d(ROOM));
  const s = f64x2.div(f64x2.sub(m, d(1)), f64x2.add(m, d(1)));
  const y = madd(logRatio(s), d(1.4426950408889634), e);
  // the square root is NaN, 0 or ∞ where the logarithm is NaN, −∞ or ∞
  const other = f64x2.sub(f64x2.sqrt(x), v128.and(f64x2.eq(x, d(0)), d(Infinity)));
  return v128.bitselect(y, other, v128.and(f64x2.gt(x, d(0)), f64x2.lt(x, d(Infinity))));
}

/** 2ˣ: 2¹⁰⁰⁰ and 2⁻¹⁰⁰⁰ stand for what is beyond. */
export function exp2(x: v128): v128 {
  x = f64x2.pmax(f64x2.pmin(x, d(1000)), d(-1000));
  const t = f64x2.add(x, d(ROOM));
  const r = f64x2.sub(x, f64x2.sub(t, d(ROOM)));
  let p = madd(r, d(1.531646032981726e-5), d(0.00015469731680539667));
  p = madd(r, madd(r, p, d(0.001333342265148002)), d(0.009618025604074099));
  p = madd(r, madd(r, p, d(0.055504109761014775)), d(0.24022651213584711));
  p = madd(r, madd(r, p, d(0.6931471805350284)), d(0.9999999999595498));
  return i64x2.add(p, i64x2.shl(t, 52));
}

/** eˣ, with the limits of `exp2`. */
// @ts-ignore: decorator
@inline
function exp(x: v128): v128 {
  return exp2(f64x2.mul(x, d(1.4426950408889634)));
}

/** cosh x. */
export function cosh(x: v128): v128 {
  const e = exp(x);
  return f64x2.mul(f64x2.add(e, f64x2.div(d(1), e)), d(0.5));
}

/** sinh x: by its first terms below ½, where the two exponentials cancel. */
export function sinh(x: v128): v128 {
  const z = f64x2.mul(x, x);
  let p = madd(z, d(1.0 / 362880), d(1.0 / 5040));
  p = madd(z, madd(z, p, d(1.0 / 120)), d(1.0 / 6));
  const e = exp(x);
  const y = f64x2.mul(f64x2.sub(e, f64x2.div(d(1), e)), d(0.5));
  return v128.bitselect(madd(f64x2.mul(x, z), p, x), y, f64x2.lt(z, d(0.25)));
}

/** log (eᵃ + eᵇ); equal infinities give themselves. */
export function logaddexp(a: v128, b: v128): v128 {
  const gap = v128.and(f64x2.abs(f64x2.sub(a, b)), f64x2.ne(a, b));
  const t = exp(f64x2.neg(gap));
  // 1 + t is halved where it is above √2, so that it is near 1
  const above = f64x2.gt(t, d(0.41421356));
  const c = v128.bitselect(d(1), d(0), above);
  const s = f64x2.div(f64x2.sub(t, c), f64x2.add(f64x2.add(t, d(2)), c));
  const y = f64x2.add(logRatio(s), v128.and(above, d(0.6931471805599453)));
  return f64x2.add(f64x2.max(a, b), y);
}

/** The angle of the point (x, y), of float32 numbers or roots of them, from −π to π. */
export function atan2(y: v128, x: v128): v128 {
  // beside 10¹⁰⁰, which stands for infinity, every float32 is 0 once it is rounded
  const a = f64x2.pmin(f64x2.abs(y), d(1e100));
  const b = f64x2.pmin(f64x2.abs(x), d(1e100));
  const low = f64x2.min(a, b);
  const high = f64x2.max(a, b);
  // beyond 22.5°, the angle above 45°, which is negative
  const steep = f64x2.gt(low, f64x2.mul(high, d(0.41421356)));
  const top = v128.bitselect(f64x2.sub(low, high), low, steep);
  const t = v128.and(f64x2.div(top, v128.bitselect(f64x2.add(low, high), high, steep)), f64x2.ne(top, d(0)));
  const z = f64x2.mul(t, t);
  let p = madd(z, d(0.047143349333414825), d(-0.08459798645624138));
  p = madd(z, madd(z, p, d(0.11041187469672689)), d(-0.14281651144222804));
  p = madd(z, madd(z, p, d(0.19999886377892723)), d(-0.3333333213495203));
  let r = madd(t, madd(z, p, d(0.9999999999792977)), v128.and(steep, d(0.7853981633974483)));
  r = v128.bitselect(f64x2.sub(d(1.5707963267948966), r), r, f64x2.gt(a, b));
  r = v128.bitselect(f64x2.sub(d(3.141592653589793), r), r, i64x2.shr_s(x, 63));
  return v128.bitselect(y, r, d(-0.0));
}

/** √(1 − x²). */
// @ts-ignore: decorator
@inline
function side(x: v128): v128 {
  return f64x2.sqrt(f64x2.mul(f64x2.sub(d(1), x), f64x2.add(d(1), x)));
}

/** arcsin x: NaN outside [−1, 1]. */
export function asin(x: v128): v128 {
  return atan2(x, side(x));
}

/** arccos x: NaN outside [−1, 1]. */
export function acos(x: v128): v128 {
  return atan2(side(x), x);
}
