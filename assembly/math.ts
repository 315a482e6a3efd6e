/**
 * exp, log and their kin on four lanes, without tables. The errors stated are the greatest found, in units in the
 * last place, on 8 million floats over the whole range and at every special value, at both levels; NaN gives NaN.
 *
 * Constants are read from a small area of memory that `setWorkspace` fills, since V8 from Node 22 on builds a vector
 * constant anew at each use in a loop, and a load costs less. Polynomials are least-maximum fits for the
 * float32-rounded coefficients, in Estrin's order.
 */
import { madd, nmadd } from './simd';

/**
 * Where the constants are: below the address where the binary's own memory begins (`memoryBase`), so every
 * instance of a shared memory finds, and writes, the same ones.
 */
const CONSTANTS: usize = 64;
/** 2/π in fixed point, 2⁻²⁵⁴ the unit, least significant byte first, with zeros behind: 40 bytes. */
const TWO_OVER_PI: usize = CONSTANTS;
const FLOATS: usize = CONSTANTS + 40;

/** Places in the area, one float32 or int32 each. */
const enum At {
  one, signBit, log2e, ln2hi, ln2lo,
  expBias1, expBias2, expMin, expMax, expCut,
  e2, e3, e4, e5, e6,
  sqrtHalf, mantissa, minNormal, exponents, half,
  l3, l4, l5, l6, l7, l8, l9, l10,
  tiny, minusOneFrom,
  erfSplit, a1, a3, a5, a7, a9, a11, b0, b1, b2, b3, b4, b5, b6,
}

// @ts-ignore: decorator
@inline
function K(i: At): v128 {
  return v128.load32_splat(FLOATS + (<usize>i << 2));
}

// @ts-ignore: decorator
@inline
function put(i: At, value: f32): void {
  f32.store(FLOATS + (<usize>i << 2), value);
}

// @ts-ignore: decorator
@inline
function putBits(i: At, value: u32): void {
  i32.store(FLOATS + (<usize>i << 2), value);
}

/** Fills the area of constants; `setWorkspace` calls it. */
export function fillConstants(): void {
  i64.store(TWO_OVER_PI, 0x7f9458eaf7aef158, 0);
  i64.store(TWO_OVER_PI, 0x36d8a5664f10e410, 8);
  i64.store(TWO_OVER_PI, 0x7f09d5f47d4d3770, 16);
  i64.store(TWO_OVER_PI, 0x28be60db9391054a, 24);
  i64.store(TWO_OVER_PI, 0, 32);
  put(At.one, 1);
  putBits(At.signBit, 0x80000000);
  put(At.log2e, 1.44269504);
  put(At.ln2hi, 0.693359375);
  put(At.ln2lo, -2.12194440e-4);
  // 1.5 · 2²³ rounds to an integer, left in the low bits; plus once or twice the exponent's bias.
  put(At.expBias1, 12582912 + 127);
  put(At.expBias2, 12582912 + 254);
  put(At.expMin, -104);
  put(At.expMax, 89);
  put(At.expCut, -88);
  put(At.e2, 0.4999999403953552);
  put(At.e3, 0.1666652113199234);
  put(At.e4, 0.04166826605796814);
  put(At.e5, 0.008368675597012043);
  put(At.e6, 0.0013820743188261986);
  putBits(At.sqrtHalf, 0x3f3504f3);
  putBits(At.mantissa, 0x007fffff);
  putBits(At.minNormal, 0x00800000);
  putBits(At.exponents, 0x7f000000);
  put(At.half, 0.5);
  put(At.l3, 0.3333333134651184);
  put(At.l4, -0.2500081956386566);
  put(At.l5, 0.2000124305486679);
  put(At.l6, -0.1662341058254242);
  put(At.l7, 0.14201539754867554);
  put(At.l8, -0.13159553706645966);
  put(At.l9, 0.12762491405010223);
  put(At.l10, -0.07636935263872147);
  put(At.tiny, 2.9802322e-8);
  put(At.minusOneFrom, -26);
  put(At.erfSplit, 0.9);
  put(At.a1, 0.12837915122509003);
  put(At.a3, -0.3761250674724579);
  put(At.a5, 0.1128196120262146);
  put(At.a7, -0.026772096753120422);
  put(At.a9, 0.005001496523618698);
  put(At.a11, -0.000603450695052743);
  put(At.b0, -0.0001528148859506473);
  put(At.b1, -1.127854585647583);
  put(At.b2, -0.6368778347969055);
  put(At.b3, -0.10420136898756027);
  put(At.b4, 0.022358182817697525);
  put(At.b5, -0.0030764443799853325);
  put(At.b6, 0.00019935406453441828);
}

/** r = x − n·ln 2, from both parts of ln 2. */
// @ts-ignore: decorator
@inline
function reduce(x: v128, n: v128): v128 {
  return nmadd(n, K(At.ln2lo), nmadd(n, K(At.ln2hi), x));
}

/** eʳ − 1 for |r| ≤ ½ ln 2. */
// @ts-ignore: decorator
@inline
function expm1Poly(r: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const q = madd(r2, madd(r2, K(At.e6), madd(r, K(At.e5), K(At.e4))), madd(r, K(At.e3), K(At.e2)));
  return madd(r2, q, r);
}

/** eˣ, subnormal results too. 1.01 ulp. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, K(At.expMax)), K(At.expMin));
  const t = madd(x, K(At.log2e), K(At.expBias2));
  const p = f32x4.add(expm1Poly(reduce(x, f32x4.sub(t, K(At.expBias2)))), K(At.one));
  // 2ⁿ in two steps, for n from −150 to 128: the second alone may round.
  const half = i32x4.shr_u(t, 1);
  return f32x4.mul(f32x4.mul(p, i32x4.shl(half, 23)), i32x4.shl(i32x4.sub(t, half), 23));
}

/** eˣ for x ≤ 0, and 0 below −87.68, where the exponent's field becomes 0. 1.02 ulp. */
// @ts-ignore: decorator
@inline
export function expNonPositive(x: v128): v128 {
  x = f32x4.pmax(x, K(At.expCut));
  const t = madd(x, K(At.log2e), K(At.expBias1));
  const p = f32x4.add(expm1Poly(reduce(x, f32x4.sub(t, K(At.expBias1)))), K(At.one));
  return f32x4.mul(p, i32x4.shl(t, 23));
}

/**
 * expNonPositive(x_i − m) of the sixteen numbers at x, to sixteen places at `to`; returns the sum of their vectors.
 * Step by step for all four vectors, since a core's window is too short to overlap their chains by itself.
 */
// @ts-ignore: decorator
@inline
export function exp16(to: usize, x: usize, m: v128): v128 {
  let c = K(At.expCut);
  let r0 = f32x4.pmax(f32x4.sub(v128.load(x), m), c);
  let r1 = f32x4.pmax(f32x4.sub(v128.load(x, 16), m), c);
  let r2 = f32x4.pmax(f32x4.sub(v128.load(x, 32), m), c);
  let r3 = f32x4.pmax(f32x4.sub(v128.load(x, 48), m), c);
  c = K(At.log2e);
  let d = K(At.expBias1);
  const t0 = madd(r0, c, d), t1 = madd(r1, c, d), t2 = madd(r2, c, d), t3 = madd(r3, c, d);
  const n0 = f32x4.sub(t0, d), n1 = f32x4.sub(t1, d), n2 = f32x4.sub(t2, d), n3 = f32x4.sub(t3, d);
  c = K(At.ln2hi);
  r0 = nmadd(n0, c, r0), r1 = nmadd(n1, c, r1), r2 = nmadd(n2, c, r2), r3 = nmadd(n3, c, r3);
  c = K(At.ln2lo);
  r0 = nmadd(n0, c, r0), r1 = nmadd(n1, c, r1), r2 = nmadd(n2, c, r2), r3 = nmadd(n3, c, r3);
  const z0 = f32x4.mul(r0, r0), z1 = f32x4.mul(r1, r1), z2 = f32x4.mul(r2, r2), z3 = f32x4.mul(r3, r3);
  c = K(At.e5);
  d = K(At.e4);
  let e0 = madd(r0, c, d), e1 = madd(r1, c, d), e2 = madd(r2, c, d), e3 = madd(r3, c, d);
  c = K(At.e6);
  e0 = madd(z0, c, e0), e1 = madd(z1, c, e1), e2 = madd(z2, c, e2), e3 = madd(z3, c, e3);
  c = K(At.e3);
  d = K(At.e2);
  e0 = madd(z0, e0, madd(r0, c, d)), e1 = madd(z1, e1, madd(r1, c, d));
  e2 = madd(z2, e2, madd(r2, c, d)), e3 = madd(z3, e3, madd(r3, c, d));
  c = K(At.one);
  e0 = f32x4.mul(f32x4.add(madd(z0, e0, r0), c), i32x4.shl(t0, 23));
  e1 = f32x4.mul(f32x4.add(madd(z1, e1, r1), c), i32x4.shl(t1, 23));
  e2 = f32x4.mul(f32x4.add(madd(z2, e2, r2), c), i32x4.shl(t2, 23));
  e3 = f32x4.mul(f32x4.add(madd(z3, e3, r3), c), i32x4.shl(t3, 23));
  v128.store(to, e0);
  v128.store(to, e1, 16);
  v128.store(to, e2, 32);
  v128.store(to, e3, 48);
  return f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3));
}

/** eˣ − 1. 1.57 ulp. */
// @ts-ignore: decorator
@inline
export function expm1(x: v128): v128 {
  const y = f32x4.pmax(f32x4.pmin(x, K(At.expMax)), K(At.minusOneFrom));
  const t = madd(y, K(At.log2e), K(At.expBias1));
  const em = expm1Poly(reduce(y, f32x4.sub(t, K(At.expBias1))));
  // s = 2ⁿ⁻¹ and twice the result: 2ⁿ itself may overflow where the result does not.
  const s = i32x4.shl(i32x4.sub(t, i32x4.splat(1)), 23);
  const h = madd(s, em, f32x4.sub(s, K(At.half)));
  return v128.bitselect(x, f32x4.add(h, h), f32x4.lt(f32x4.abs(x), K(At.tiny)));
}

/** tanh x = −e/(e + 2) for e = exp(−2|x|) − 1, with the sign of x. 2.50 ulp. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const a = f32x4.abs(x);
  const y = f32x4.pmax(f32x4.neg(f32x4.add(a, a)), K(At.minusOneFrom));
  const t = madd(y, K(At.log2e), K(At.expBias1));
  const em = expm1Poly(reduce(y, f32x4.sub(t, K(At.expBias1))));
  const s = i32x4.shl(t, 23);
  const e = madd(s, em, f32x4.sub(s, K(At.one)));
  const q = f32x4.div(e, f32x4.add(e, f32x4.add(K(At.one), K(At.one))));
  return v128.bitselect(x, q, K(At.signBit));
}

/** 1 / (1 + e⁻ˣ), by exp(−|x|): no overflow, and full accuracy on the left. 2.41 ulp. */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const z = exp(v128.or(x, K(At.signBit)));
  const top = v128.bitselect(z, K(At.one), i32x4.shr_s(x, 31));
  return f32x4.div(top, f32x4.add(K(At.one), z));
}

/** log u + c for normal u > 0 and a small correction c. */
// @ts-ignore: decorator
@inline
function logNormal(u: v128, c: v128): v128 {
  const b = i32x4.sub(u, K(At.sqrtHalf));
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(b, 23));
  const f = f32x4.sub(i32x4.add(v128.and(b, K(At.mantissa)), K(At.sqrtHalf)), K(At.one));
  const z = f32x4.mul(f, f);
  const low = madd(z, madd(f, K(At.l6), K(At.l5)), madd(f, K(At.l4), K(At.l3)));
  const high = madd(z, madd(f, K(At.l10), K(At.l9)), madd(f, K(At.l8), K(At.l7)));
  let y = madd(f32x4.mul(f, z), madd(f32x4.mul(z, z), high, low), c);
  y = nmadd(K(At.half), z, madd(e, K(At.ln2lo), y));
  return madd(e, K(At.ln2hi), f32x4.add(f, y));
}

/** Lanes of u that are not positive normal numbers. */
// @ts-ignore: decorator
@inline
function notNormal(u: v128): v128 {
  return i32x4.ge_u(i32x4.sub(u, K(At.minNormal)), K(At.exponents));
}

/** log x: −∞ at 0, NaN below. 0.86 ulp. */
// @ts-ignore: decorator
@inline
export function log(x: v128): v128 {
  const rare = notNormal(x);
  const y = logNormal(x, i32x4.splat(0));
  return v128.any_true(rare) ? v128.bitselect(logLanes(x), y, rare) : y;
}

/** log (1 + x), with what 1 + x lost added back. 0.88 ulp. */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(K(At.one), x);
  const rare = notNormal(u);
  const y = logNormal(u, f32x4.div(f32x4.sub(x, f32x4.sub(u, K(At.one))), u));
  // The sign of x keeps −0.
  const z = v128.or(y, v128.and(x, K(At.signBit)));
  return v128.any_true(rare) ? v128.bitselect(logLanes(u), z, rare) : z;
}

/** erf x: x + x·A(x²) up to 0.9, then 1 − exp(B(|x|)). 1.23 ulp. */
export function erf(x: v128): v128 {
  const a = f32x4.abs(x);
  const s = f32x4.mul(x, x);
  const s2 = f32x4.mul(s, s);
  const A = madd(
    s2,
    madd(s2, madd(s, K(At.a11), K(At.a9)), madd(s, K(At.a7), K(At.a5))),
    madd(s, K(At.a3), K(At.a1)),
  );
  const t = f32x4.pmin(a, f32x4.splat(4));
  const t2 = f32x4.mul(t, t);
  const B = madd(
    t2,
    madd(t2, madd(t2, K(At.b6), madd(t, K(At.b5), K(At.b4))), madd(t, K(At.b3), K(At.b2))),
    madd(t, K(At.b1), K(At.b0)),
  );
  const tail = v128.bitselect(x, f32x4.sub(K(At.one), expNonPositive(B)), K(At.signBit));
  return v128.bitselect(madd(x, A, x), tail, f32x4.lt(a, K(At.erfSplit)));
}

/** 1 / √x. 1.5 ulp. */
// @ts-ignore: decorator
@inline
export function rsqrt(x: v128): v128 {
  return f32x4.div(K(At.one), f32x4.sqrt(x));
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

/** Lanes 1, 2, 3, 0: four times round, each lane has been lane 0 once. */
// @ts-ignore: decorator
@inline
export function turn(v: v128): v128 {
  return i8x16.shuffle(v, v, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
}

/** log lane by lane, for what is rare: subnormal numbers, 0, negatives, ∞, NaN. */
function logLanes(x: v128): v128 {
  let i = 4;
  do {
    x = turn(f32x4.replace_lane(x, 0, <f32>log64(<f64>f32x4.extract_lane(x, 0))));
  } while (--i);
  return x;
}

/** x to the power y, through float64 logarithms. */
function power(x: f32, y: f32): f32 {
  if (y == 0 || x == 1) return 1;
  const a = <f64>abs(x);
  // |x| = 1 apart: −1 to an infinite power is 1, but 0 · ∞ is NaN.
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
  // A negative base: odd powers are negative, and only whole ones exist, but for 0 and ∞.
  const h = y * 0.5;
  if (floor(y) == y) return floor(h) == h ? z : -z;
  return a == 0 || a == Infinity ? z : NaN;
}

/** x to the power y with the special cases of C, lane by lane. 0.51 ulp where the result is normal. */
export function pow(x: v128, y: v128): v128 {
  let i = 4;
  do {
    x = turn(f32x4.replace_lane(x, 0, power(f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0))));
    y = turn(y);
  } while (--i);
  return x;
}

/** sin (x + quarter·π/2) for any finite x: x·2/π modulo 4 in 64-bit fixed point (Payne and Hanek). */
function sine(x: f32, quarter: i64): f32 {
  const bits = reinterpret<i32>(x);
  const e = ((bits >> 23) & 255) - 150;
  if (e == 105) return NaN;
  if (e < -35) return quarter ? 1 : x;
  // |x| = m · 2^(e & ~7): whole bytes of 2/π, from the first that is not a multiple of 4 turns' quarters.
  const m = <u64>(((bits & 0x007fffff) | 0x00800000) << (e & 7)) & 0xffffffff;
  const at = TWO_OVER_PI + ((160 - (e & ~7)) >> 3);
  let v: u64 = m * i64.load(at, 4) + ((m * <u64>load<u32>(at)) >> 32);
  if (bits < 0) v = 0 - v;
  v += (<u64>1 << 61) + (<u64>quarter << 62);
  const r = <f64>(<i64>(v & 0x3fffffffffffffff) - 0x2000000000000000) * 3.4061215800865545e-19;
  const z = r * r;
  const s =
    v & (<u64>1 << 62)
      ? 0.9999999999525424 +
        z * (-0.4999999961506095 +
          z * (0.04166661670296746 + z * (-0.0013886618113569187 + z * 2.4379827781909175e-5)))
      : r *
        (0.9999999999956756 +
          z * (-0.16666666631601446 +
            z * (0.008333328782757013 + z * (-0.00019839202145876243 + z * 2.717343994126378e-6))));
  return <f32>(<i64>v < 0 ? -s : s);
}

function sineLanes(x: v128, quarter: i64): v128 {
  let i = 4;
  do {
    x = turn(f32x4.replace_lane(x, 0, sine(f32x4.extract_lane(x, 0), quarter)));
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
