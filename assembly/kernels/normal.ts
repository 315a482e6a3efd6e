/**
 * Normal numbers from uniform ones as PyTorch's CPU generator makes them, bit for bit as its AVX2 build does: Box and Muller,
 * with Moshier's Cephes `logf` and `sincosf`, whose multiply-adds are fused.
 *
 * Each polynomial is a long chain of dependent steps. So a chunk is taken through it some steps at a time, in loops that are
 * short enough for a core to have several iterations in flight.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { FREE } from '../lib/layout';
import { f } from '../lib/map1';
import { FUSED, madd } from '../lib/simd';
import { exactly } from './random';

/** Normals that are made at a time. */
export const NORMALS: i32 = 16;

/** Units whose words stay in the first-level cache, and what there is for each of their radii and angles. */
const CHUNK: i32 = 64;
const MANTISSA: usize = 0;
const EXPONENT: usize = <usize>CHUNK * 32;
const RADIUS: usize = EXPONENT * 2;
const ANGLE: usize = EXPONENT * 3;
const HALF: usize = EXPONENT * 4;

/** Constants, which follow that in scratch memory: engines build them anew at each use, and a load is cheaper. */
const CONSTANTS: usize = EXPONENT * 5;
const enum At {
  unit, one, half, sqrtHalf, bias, mantissa,
  l0, l1, l2, l3, l4, l5, l6, l7, l8, ln2low, ln2high,
  twoPi, octants, pi1, pi2, pi3, integer,
  c0, c1, c2, s0, s1, s2, tie, float,
}

/** As a float64 and as a float32. */
// @ts-ignore: decorator
@inline
function put(i: At, value: f32): void {
  f64.store(workspace + FREE + CONSTANTS + (<usize>i << 4), <f64>value);
  f32.store(workspace + FREE + CONSTANTS + (<usize>i << 4), value, 8);
}

function fillConstants(): void {
  put(At.unit, 1.0 / 16777216);
  put(At.one, 1);
  put(At.half, 0.5);
  put(At.sqrtHalf, 0.707106781186547524);
  put(At.bias, 126);
  put(At.mantissa, reinterpret<f32>(0x007fffff));
  put(At.l0, 7.0376836292e-2);
  put(At.l1, -1.151461031e-1);
  put(At.l2, 1.167699874e-1);
  put(At.l3, -1.2420140846e-1);
  put(At.l4, 1.4249322787e-1);
  put(At.l5, -1.6668057665e-1);
  put(At.l6, 2.0000714765e-1);
  put(At.l7, -2.4999993993e-1);
  put(At.l8, 3.3333331174e-1);
  put(At.ln2low, -2.1219444e-4);
  put(At.ln2high, 0.693359375);
  put(At.twoPi, 6.283185307179586);
  put(At.octants, 1.27323954473516);
  put(At.pi1, -0.78515625);
  put(At.pi2, -2.4187564849853515625e-4);
  put(At.pi3, -3.77489497744594108e-8);
  put(At.integer, 8388608);
  put(At.c0, 2.443315711809948e-5);
  put(At.c1, -1.388731625493765e-3);
  put(At.c2, 4.166664568298827e-2);
  put(At.s0, -1.9515295891e-4);
  put(At.s1, 8.3321608736e-3);
  put(At.s2, -1.6666654611e-1);
  i64.store(workspace + FREE + CONSTANTS + (<usize>At.tie << 4), 0x10000000);
  i64.store(workspace + FREE + CONSTANTS + (<usize>At.float << 4), ~0x1fffffff);
}

// @ts-ignore: decorator
@inline
function K(t: usize, i: At): v128 {
  return v128.load32_splat(t + CONSTANTS + (<usize>i << 4) + 8);
}

// @ts-ignore: decorator
@inline
function K64(t: usize, i: At): v128 {
  return v128.load64_splat(t + CONSTANTS + (<usize>i << 4));
}

// @ts-ignore: decorator
@inline
function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

// @ts-ignore: decorator
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
}

// @ts-ignore: decorator
@inline
function both(l: v128, h: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(l), f32x4.demote_f64x2_zero(h), 0, 2);
}

/** y · x + c in float64, rounded to the precision of float32 in few instructions: ties go away from 0. */
// @ts-ignore: decorator
@inline
function step(y: v128, x: v128, c: v128, t: usize): v128 {
  return v128.and(i64x2.add(f64x2.add(f64x2.mul(y, x), c), K64(t, At.tie)), K64(t, At.float));
}

/**
 * a · b + c, the same for any scale and shift, and `count` steps y = y · x + c for the constants from `i` on, all
 * rounded once, where `madd` does that.
 */
@unmanaged class Once {
  @inline near(a: v128, b: v128, c: v128): v128 { return madd(a, b, c); }
  @inline scaled(x: v128, std: f32, mean: f32): v128 { return madd(x, f(std), f(mean)); }
  @inline steps(count: i32, y: v128, x: v128, t: usize, i: At): v128 {
    y = madd(madd(y, x, K(t, i)), x, K(t, i + 1));
    return count == 2 ? y : madd(madd(y, x, K(t, i + 2)), x, K(t, i + 3));
  }
}

/**
 * The same by way of float64, which sums are rounded to first. That could break ties wrongly; it does not for any of the
 * 2^24 possible uniforms (test/random.normals.test.ts tries them all).
 */
@unmanaged class Twice {
  @inline near(a: v128, b: v128, c: v128): v128 {
    return both(f64x2.add(f64x2.mul(low(a), low(b)), low(c)), f64x2.add(f64x2.mul(high(a), high(b)), high(c)));
  }
  @inline scaled(x: v128, std: f32, mean: f32): v128 {
    const by = f64x2.splat(<f64>std), plus = f64x2.splat(<f64>mean);
    return i64x2.shuffle(exactly(low(x), by, plus), exactly(high(x), by, plus), 0, 2);
  }
  @inline steps(count: i32, y: v128, x: v128, t: usize, i: At): v128 {
    const lowX = low(x), highX = high(x);
    let l = step(low(y), lowX, K64(t, i), t), h = step(high(y), highX, K64(t, i), t);
    l = step(l, lowX, K64(t, i + 1), t), h = step(h, highX, K64(t, i + 1), t);
    if (count == 4) {
      l = step(l, lowX, K64(t, i + 2), t), h = step(h, highX, K64(t, i + 2), t);
      l = step(l, lowX, K64(t, i + 3), t), h = step(h, highX, K64(t, i + 3), t);
    }
    return both(l, h);
  }
}

/** Four words' low 24 bits as numbers in [0, 1). */
// @ts-ignore: decorator
@inline
function uniforms(t: usize, p: usize): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(i32x4.shl(v128.load(p), 8), 8)), K(t, At.unit));
}

/** Where the i-th vector of radii is among units of 64 bytes; the angles are 32 bytes after it. */
// @ts-ignore: decorator
@inline
function place(p: usize, i: usize): usize {
  return p + ((i & ~31) << 1) + (i & 16);
}

/** Turns the words of `units` units at p into normals: elements j and j + 8 are √(−2 log(1 − u)) · cos and sin of 2πu'. */
// @ts-ignore: decorator
@inline
function convert<Op>(units: i32, p: usize, mean: f32, std: f32): void {
  const op = changetype<Op>(0);
  const t = workspace + FREE;
  const bytes = <usize>units << 5;
  // −0 changes nothing
  const plus = f(std == 1 ? mean : -0.0);
  let i: usize = 0;
  // log x of x = m · 2^e, m in [√½, √2), less 1
  do {
    const x = f32x4.sub(K(t, At.one), uniforms(t, place(p, i)));
    let e = f32x4.sub(f32x4.convert_i32x4_s(i32x4.shr_u(x, 23)), K(t, At.bias));
    let m = v128.or(v128.and(x, K(t, At.mantissa)), K(t, At.half));
    const small = f32x4.lt(m, K(t, At.sqrtHalf));
    e = f32x4.sub(e, v128.and(small, K(t, At.one)));
    m = f32x4.add(f32x4.sub(m, K(t, At.one)), v128.and(small, m));
    v128.store(t + i, m, MANTISSA);
    v128.store(t + i, e, EXPONENT);
    v128.store(t + i, op.steps(4, K(t, At.l0), m, t, At.l1), RADIUS);
    i += 16;
  } while (i < bytes);
  i = 0;
  do {
    const m = v128.load(t + i, MANTISSA);
    v128.store(t + i, op.steps(4, v128.load(t + i, RADIUS), m, t, At.l5), RADIUS);
    i += 16;
  } while (i < bytes);
  i = 0;
  do {
    const m = v128.load(t + i, MANTISSA);
    const e = v128.load(t + i, EXPONENT);
    const z = f32x4.mul(m, m);
    let y = f32x4.mul(v128.load(t + i, RADIUS), m);
    y = op.near(y, z, f32x4.mul(e, K(t, At.ln2low)));
    // the other products are exact
    y = f32x4.sub(y, f32x4.mul(z, K(t, At.half)));
    y = f32x4.add(f32x4.mul(e, K(t, At.ln2high)), f32x4.add(m, y));
    v128.store(t + i, f32x4.sqrt(f32x4.neg(f32x4.add(y, y))), RADIUS);

    let x = f32x4.mul(K(t, At.twoPi), uniforms(t, place(p, i) + 32));
    // The octant, made even as 2 · half, is subtracted; half as an integer is in the low bits of 2^23 + half.
    const octant = f32x4.floor(f32x4.mul(x, K(t, At.octants)));
    const half = f32x4.floor(f32x4.mul(f32x4.add(octant, K(t, At.one)), K(t, At.half)));
    const even = f32x4.add(half, half);
    // π/4 in three parts; only the last one's product is rounded
    x = f32x4.add(f32x4.mul(even, K(t, At.pi1)), x);
    x = f32x4.add(f32x4.mul(even, K(t, At.pi2)), x);
    v128.store(t + i, op.near(even, K(t, At.pi3), x), ANGLE);
    v128.store(t + i, f32x4.add(half, K(t, At.integer)), HALF);
    i += 16;
  } while (i < bytes);
  i = 0;
  do {
    const x = v128.load(t + i, ANGLE);
    const j = v128.load(t + i, HALF);
    const z = f32x4.mul(x, x);
    let c = f32x4.mul(op.steps(2, K(t, At.c0), z, t, At.c1), z);
    let s = f32x4.mul(op.steps(2, K(t, At.s0), z, t, At.s1), z);
    c = f32x4.add(op.near(c, z, f32x4.neg(f32x4.mul(z, K(t, At.half)))), K(t, At.one));
    s = op.near(s, x, x);

    // An odd half swaps the two; sine is negative for halves 2 and 3, cosine for 1 and 2 (modulo 4).
    const odd = i32x4.shl(j, 31);
    const swap = i32x4.shr_s(odd, 31);
    const sinSign = i32x4.shl(i32x4.shr_u(j, 1), 31);
    const r = v128.load(t + i, RADIUS);
    const to = place(p, i);
    const cos = f32x4.mul(r, v128.xor(v128.bitselect(s, c, swap), v128.xor(sinSign, odd)));
    const sin = f32x4.mul(r, v128.xor(v128.bitselect(c, s, swap), sinSign));
    v128.store(to, f32x4.add(cos, plus));
    v128.store(to, f32x4.add(sin, plus), 32);
    i += 16;
  } while (i < bytes);
  if (std == 1) return;
  for (i = 0; i < bytes << 1; i += 16) v128.store(p + i, op.scaled(v128.load(p + i), std, mean));
}

/** Whether `madd` rounds once here; the operands come from memory, so that no compiler knows. */
function roundsOnce(): bool {
  const t = workspace + FREE;
  f32.store(t, 1 + 1.1920929e-7);
  f32.store(t, -1 - 2.3841858e-7, 4);
  const a = v128.load32_splat(t);
  return f32x4.extract_lane(madd(a, a, v128.load32_splat(t, 4)), 0) != 0;
}

/** Turns words into normals. Unit: NORMALS of them, at p, which are read and written. */
export function normals(begin: i32, end: i32, p: usize, mean: f32, std: f32): void {
  expects(begin, end, p, 0);
  const once = FUSED && roundsOnce();
  fillConstants();
  for (; begin < end; begin += CHUNK) {
    const at = p + (<usize>begin << 6);
    const units = min(end - begin, CHUNK);
    if (FUSED && once) convert<Once>(units, at, mean, std);
    else convert<Twice>(units, at, mean, std);
  }
}
