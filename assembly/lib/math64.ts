/** sin, cos, pow and a logarithm, lane by lane in float64: within 0.51 ulp of float32 for every argument. */

/**
 * Where all constants are: below the address at which the memory of the binary begins (`memoryBase`), so that every
 * instance on a shared memory writes and reads the same ones.
 */
export const CONSTANTS: usize = 64;

/** 2/π in fixed point with the unit 2⁻²⁵⁴, least significant byte first, followed by zeros. */
const TWO_OVER_PI: usize = CONSTANTS;
export const TWO_OVER_PI_BYTES: usize = 40;

export function fillTwoOverPi(): void {
  i64.store(TWO_OVER_PI, 0x7f9458eaf7aef158, 0);
  i64.store(TWO_OVER_PI, 0x36d8a5664f10e410, 8);
  i64.store(TWO_OVER_PI, 0x7f09d5f47d4d3770, 16);
  i64.store(TWO_OVER_PI, 0x28be60db9391054a, 24);
  i64.store(TWO_OVER_PI, 0, 32);
}

/** log x in float64, to 1e-13: −∞ at 0, NaN below. */
export function log64(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  const b = reinterpret<i64>(x) - 0x3fe6a09e667f3bcd;
  const m = reinterpret<f64>((b & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd);
  const s = (m - 1) / (m + 1);
  const z = s * s;
  const p =
    1.9999999999999487 +
    z * (0.6666666667973628 +
      z * (0.3999999484752031 + z * (0.28572170514509027 + z * (0.22174074035217847 + z * 0.19610561607207078))));
  return <f64>(b >> 52) * 0.6931471805599453 + s * p;
}

/** Lanes 1, 2, 3, 0: after four rotations, each lane has been lane 0 once. */
// @ts-ignore: decorator
@inline
export function rotate(v: v128): v128 {
  return i8x16.shuffle(v, v, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
}

/** x to the power y, through float64 logarithms. */
function power(x: f32, y: f32): f32 {
  if (y == 0 || x == 1) return 1;
  const a = <f64>abs(x);
  // |x| = 1 is a case of its own: −1 to an infinite power is 1, but 0 · ∞ is NaN.
  let p = a == 1 && y == y ? 0 : <f64>y * (log64(a) * 1.4426950408889634);
  if (p != p) return NaN;
  p = max(min(p, 200), -200);
  const n = nearest(p);
  const r = p - n;
  const r2 = r * r;
  const q =
    0.9999999999595498 + r * 0.6931471805350284 +
    r2 * (0.24022651213584711 + r * 0.055504109761014775 +
      r2 * (0.009618025604074099 + r * 0.001333342265148002 +
        r2 * (0.00015469731680539667 + r * 1.531646032981726e-5)));
  const z = <f32>(q * reinterpret<f64>((<i64>n + 1023) << 52));
  if (reinterpret<i32>(x) >= 0) return z;
  // A negative base: odd powers are negative, and other powers than whole ones exist for 0 and ∞ only.
  const h = y * 0.5;
  if (floor(y) == y) return floor(h) == h ? z : -z;
  return a == 0 || a == Infinity ? z : NaN;
}

/** x to the power y with the special cases of C, lane by lane. 0.51 ulp where the result is normal. */
export function pow(x: v128, y: v128): v128 {
  let i = 4;
  do {
    x = rotate(f32x4.replace_lane(x, 0, power(f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0))));
    y = rotate(y);
  } while (--i);
  return x;
}

/** Below this exponent, of |x| < 2⁻¹¹, x is not reduced. */
const TINY: i32 = -35;

/** The exponent of x = m · 2ᵉ for a whole m below 2²⁴; 105 for what is not finite. */
// @ts-ignore: decorator
@inline
function exponentOf(x: f32): i32 {
  return ((reinterpret<i32>(x) >> 23) & 255) - 150;
}

/**
 * x·2/π + ½ modulo 4 in 64-bit fixed point (Payne and Hanek), for finite x that are not tiny: the quarter of the turn in
 * the two upper bits, the place in it below.
 */
// @ts-ignore: decorator
@inline
function turn(x: f32): u64 {
  const bits = reinterpret<i32>(x);
  const e = exponentOf(x);
  // |x| = m · 2^(e & ~7): whole bytes of 2/π, from the first that is not a multiple of 4 turns' quarters.
  const m = <u64>(((bits & 0x007fffff) | 0x00800000) << (e & 7)) & 0xffffffff;
  const at = TWO_OVER_PI + ((160 - (e & ~7)) >> 3);
  const v: u64 = m * i64.load(at, 4) + ((m * <u64>load<u32>(at)) >> 32);
  return (bits < 0 ? 0 - v : v) + (<u64>1 << 61);
}

/** The angle from the middle of its quarter, in radians. */
// @ts-ignore: decorator
@inline
function angle(v: u64): f64 {
  return <f64>(<i64>(v & 0x3fffffffffffffff) - 0x2000000000000000) * 3.4061215800865545e-19;
}

/** cos r for |r| ≤ π/4 and z = r². */
// @ts-ignore: decorator
@inline
function cosPoly(z: f64): f64 {
  return 0.9999999999525424 +
    z * (-0.4999999961506095 + z * (0.04166661670296746 + z * (-0.0013886618113569187 + z * 2.4379827781909175e-5)));
}

/** sin r for |r| ≤ π/4 and z = r². */
// @ts-ignore: decorator
@inline
function sinPoly(r: f64, z: f64): f64 {
  return r *
    (0.9999999999956756 +
      z * (-0.16666666631601446 +
        z * (0.008333328782757013 + z * (-0.00019839202145876243 + z * 2.717343994126378e-6))));
}

/** sin (x + quarter·π/2) for any finite x. */
function sine(x: f32, quarter: i64): f32 {
  const e = exponentOf(x);
  if (e == 105) return NaN;
  if (e < TINY) return quarter ? 1 : x;
  const v = turn(x) + (<u64>quarter << 62);
  const r = angle(v);
  const z = r * r;
  const s = v & (<u64>1 << 62) ? cosPoly(z) : sinPoly(r, z);
  return <f32>(<i64>v < 0 ? -s : s);
}

/** tan x for any finite x. */
export function tan(x: f32): f64 {
  const e = exponentOf(x);
  if (e == 105) return NaN;
  const w = <f64>x;
  if (e < TINY) return w + w * w * w * 0.3333333333333333;
  const v = turn(x);
  const r = angle(v);
  const z = r * r;
  const s = sinPoly(r, z);
  const c = cosPoly(z);
  return v & (<u64>1 << 62) ? -c / s : s / c;
}

function sineLanes(x: v128, quarter: i64): v128 {
  let i = 4;
  do {
    x = rotate(f32x4.replace_lane(x, 0, sine(f32x4.extract_lane(x, 0), quarter)));
  } while (--i);
  return x;
}

/** sin x. 0.51 ulp. */
// @ts-ignore: decorator
@inline
export function sin(x: v128): v128 {
  return sineLanes(x, 0);
}

/** cos x. 0.51 ulp. */
// @ts-ignore: decorator
@inline
export function cos(x: v128): v128 {
  return sineLanes(x, 1);
}
