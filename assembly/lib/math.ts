/**
 * exp, log and related functions on four lanes, without tables. The errors stated are the greatest that were found, in
 * units in the last place, on 8 million floats over the whole range and at every special value, at both levels. NaN
 * gives NaN.
 *
 * Constants are read from a small area of memory that `setWorkspace` fills: from Node 22 on, V8 builds a vector constant
 * anew at each use in a loop, and a load is cheaper. Polynomials are minimax fits with coefficients rounded to float32,
 * evaluated in Estrin's order.
 */
import { CONSTANTS, fillTwoOverPi, log64, rotate, TWO_OVER_PI_BYTES } from './math64';
import { madd, nmadd } from './simd';

export { cos, log64, pow, sin, rotate } from './math64';

/** Where the constants of this file are. */
const FLOATS: usize = CONSTANTS + TWO_OVER_PI_BYTES;

/** Places in the area, one float32 or int32 each. */
export const enum At {
  one, signBit, log2e, ln2hi, ln2lo,
  expBias1, expBias2, expMin, expMax, expCut,
  e2, e3, e4, e5, e6,
  sqrtHalf, mantissa, minNormal, exponents, half,
  l3, l4, l5, l6, l7, l8, l9, l10,
  tiny, minusOneFrom,
  erfSplit, a1, a3, a5, a7, a9, a11, b0, b1, b2, b3, b4, b5, b6,
  halfBias, halfMin, halfMax,
  density, slow, g0, g1, g2, g3, g4, g5, g6, g7, g8,
}

// @ts-ignore: decorator
@inline
export function K(i: At): v128 {
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
  fillTwoOverPi();
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
  put(At.halfBias, 12582912 + 126);
  put(At.halfMin, -87.2);
  put(At.halfMax, 89.3);
  put(At.density, 0.3989422804014327);
  put(At.slow, 0.35);
  put(At.g0, 0.1396215707063675);
  put(At.g1, 0.13985909521579742);
  put(At.g2, 0.11985237896442413);
  put(At.g3, 0.10543318837881088);
  put(At.g4, -0.022937778383493423);
  put(At.g5, 0.15893028676509857);
  put(At.g6, -0.2555054724216461);
  put(At.g7, 0.1438726931810379);
  put(At.g8, -0.029125964269042015);
}

/** r = x − n·ln 2, from both parts of ln 2. */
// @ts-ignore: decorator
@inline
export function reduce(x: v128, n: v128): v128 {
  return nmadd(n, K(At.ln2lo), nmadd(n, K(At.ln2hi), x));
}

/** eʳ − 1 for |r| ≤ ½ ln 2. */
// @ts-ignore: decorator
@inline
export function expm1Poly(r: v128): v128 {
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
  // 2ⁿ in two steps, for n from −150 to 128: only the second may round.
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
 * Each step is done for all four vectors at once, because a core's reorder window is too short to overlap their chains.
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

/** 1 / (1 + e⁻ˣ), by exp(−|x|): no overflow, and full accuracy for negative x. 2.41 ulp. */
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

/** log (1 + x), with the rounding error of 1 + x added back. 0.88 ulp. */
// @ts-ignore: decorator
@inline
export function log1p(x: v128): v128 {
  const u = f32x4.add(K(At.one), x);
  const rare = notNormal(u);
  const y = logNormal(u, f32x4.div(f32x4.sub(x, f32x4.sub(u, K(At.one))), u));
  // The sign of x preserves −0.
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

/** log lane by lane, for the rare cases: subnormal numbers, 0, negatives, ∞, NaN. */
function logLanes(x: v128): v128 {
  let i = 4;
  do {
    x = rotate(f32x4.replace_lane(x, 0, <f32>log64(<f64>f32x4.extract_lane(x, 0))));
  } while (--i);
  return x;
}
