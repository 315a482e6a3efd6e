/**
 * Random numbers as PyTorch's CPU generator makes them from the words of the Mersenne Twister, bit for bit as its AVX2
 * build does. Each kernel writes n elements at `p` and advances `state` (see `mt19937.ts`). A stream has one order, so
 * none is shared out among threads, and there are no ranges.
 *
 * The original uses fused multiply-adds. Floats are therefore kept in lanes of f64x2, where their product is exact, and
 * each step is rounded to float32.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { words } from './mt19937';
import { LANES, storeTail } from '../lib/simd';

/** Words drawn at a time: they stay in the first-level cache until they are used. */
const CHUNK: i32 = 1024;

/** Normals that are made at a time, and the fewest that `normal` makes. */
export const NORMALS: i32 = 16;

// @ts-ignore: decorator
@inline
function splat(x: f32): v128 {
  return f64x2.splat(<f64>x);
}

/** Both lanes rounded to float32. */
// @ts-ignore: decorator
@inline
function round(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/**
 * round(a · b + c), for the logarithm, sine and cosine. The sum is rounded twice, first to float64, which could break
 * ties wrongly; it does not for any of the 2^24 possible uniforms (test/random.normals.test.ts tries them all).
 */
// @ts-ignore: decorator
@inline
function near(a: v128, b: v128, c: v128): v128 {
  return round(f64x2.add(f64x2.mul(a, b), c));
}

/**
 * a · b + c with one rounding, for any floats, as two float32 in the low lanes. The error of the float64 addition
 * (Knuth's two-sum) goes into the last bit of the sum (rounding to odd: Boldo and Melquiond 2008), so that the second
 * rounding takes it into account.
 */
// @ts-ignore: decorator
@inline
function fused(a: v128, b: v128, c: v128): v128 {
  const product = f64x2.mul(a, b);
  const sum = f64x2.add(product, c);
  const t = f64x2.sub(sum, product);
  const lost = f64x2.add(f64x2.sub(product, f64x2.sub(sum, t)), f64x2.sub(c, t));
  const side = f64x2.mul(lost, sum); // NaN when the sum is infinite: then neither mask is set
  const outward = f64x2.lt(side, f64x2.splat(0));
  const inexact = v128.or(outward, f64x2.gt(side, f64x2.splat(0)));
  return f32x4.demote_f64x2_zero(v128.or(i64x2.add(sum, outward), i64x2.shr_u(inexact, 63)));
}

/** Two words' low 24 bits as numbers in [0, 1). */
// @ts-ignore: decorator
@inline
function uniforms(p: usize): v128 {
  const bits = v128.and(v128.load64_zero(p), i32x4.splat(0xffffff));
  return f64x2.mul(f64x2.convert_low_i32x4_s(bits), f64x2.splat(1.0 / 16777216));
}

/** n float32 in [low, high), or `high` itself by rounding. A word each. */
export function uniform(state: usize, p: usize, n: i32, low: f32, high: f32): void {
  expects(0, n, state | p, 0);
  const offset = splat(low);
  const span = splat(high - low);
  while (n > 0) {
    const count = min(n, CHUNK);
    words(state, p, count);
    const end = p + ((<usize>count) << 2);
    do {
      const out = fused(uniforms(p), span, offset);
      if (p + 8 <= end) v128.store64_lane(p, out, 0);
      else v128.store32_lane(p, out, 0);
      p += 8;
    } while (p < end);
    n -= count;
  }
}

/** The logarithm of x = 2^-24 … 1 (Moshier's Cephes `logf`). */
// @ts-ignore: decorator
@inline
function log(x: v128): v128 {
  // x = m · 2^e, m in [0.5, 1); the exponent becomes a number as the low bits of 2^52.
  const biased = v128.or(i64x2.shr_u(x, 52), f64x2.splat(4503599627370496));
  let e = f64x2.sub(biased, f64x2.splat(4503599627370496 + 1022));
  let m = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), f64x2.splat(0.5));
  const small = f64x2.lt(m, splat(0.707106781186547524));
  e = f64x2.sub(e, v128.and(small, f64x2.splat(1)));
  m = f64x2.add(f64x2.sub(m, f64x2.splat(1)), v128.and(small, m));
  const z = round(f64x2.mul(m, m));
  let y = near(splat(7.0376836292e-2), m, splat(-1.151461031e-1));
  y = near(y, m, splat(1.167699874e-1));
  y = near(y, m, splat(-1.2420140846e-1));
  y = near(y, m, splat(1.4249322787e-1));
  y = near(y, m, splat(-1.6668057665e-1));
  y = near(y, m, splat(2.0000714765e-1));
  y = near(y, m, splat(-2.4999993993e-1));
  y = near(y, m, splat(3.3333331174e-1));
  y = round(f64x2.mul(y, m));
  y = near(y, z, round(f64x2.mul(e, splat(-2.1219444e-4))));
  y = near(z, splat(-0.5), y);
  return near(e, splat(0.693359375), round(f64x2.add(m, y)));
}

/**
 * Turns 16 words at `p` into normals (Box and Muller): elements j and j + 8 are the radius √(−2 log(1 − u)) times
 * the cosine and the sine of 2πu' (Moshier's Cephes `sincosf`).
 */
function normals(p: usize, mean: v128, std: v128): void {
  const end = p + 32;
  do {
    const r = round(f64x2.sqrt(f64x2.mul(splat(-2), log(f64x2.sub(splat(1), uniforms(p))))));

    let x = round(f64x2.mul(splat(<f32>6.283185307179586), uniforms(p + 32)));
    // The octant, made even as 2 · half, is subtracted; half as an integer is in the low bits of 2^52 + half.
    const octant = f64x2.floor(round(f64x2.mul(x, splat(1.27323954473516))));
    const half = f64x2.floor(f64x2.mul(f64x2.add(octant, splat(1)), splat(0.5)));
    const y = f64x2.add(half, half);
    const j = f64x2.add(half, splat(4503599627370496));
    x = near(y, splat(-0.78515625), x); // π/4 in three parts
    x = near(y, splat(-2.4187564849853515625e-4), x);
    x = near(y, splat(-3.77489497744594108e-8), x);
    const z = round(f64x2.mul(x, x));
    let c = near(splat(2.443315711809948e-5), z, splat(-1.388731625493765e-3));
    c = near(c, z, splat(4.166664568298827e-2));
    c = round(f64x2.mul(c, z));
    c = near(c, z, f64x2.mul(z, splat(-0.5)));
    c = round(f64x2.add(c, splat(1)));
    let s = near(splat(-1.9515295891e-4), z, splat(8.3321608736e-3));
    s = near(s, z, splat(-1.6666654611e-1));
    s = round(f64x2.mul(s, z));
    s = near(s, x, x);

    // An odd half swaps the two; sine is negative for halves 2 and 3, cosine for 1 and 2 (modulo 4).
    const sign = splat(-0.0);
    const swap = i64x2.eq(i64x2.shl(j, 63), sign);
    const sinSign = v128.and(i64x2.shl(j, 62), sign);
    const cosSign = v128.andnot(sign, i64x2.shl(i64x2.sub(j, i64x2.splat(1)), 62));
    const cos = v128.xor(v128.bitselect(s, c, swap), cosSign);
    const sin = v128.xor(v128.bitselect(c, s, swap), sinSign);
    v128.store64_lane(p, fused(round(f64x2.mul(r, cos)), std, mean), 0);
    v128.store64_lane(p, fused(round(f64x2.mul(r, sin)), std, mean), 0, 32);
    p += 8;
  } while (p < end);
}

/**
 * n ≥ NORMALS normal float32. A word each; if n is not a multiple of NORMALS, the last NORMALS elements are drawn again from
 * new words, as in the original.
 */
export function normal(state: usize, p: usize, n: i32, mean: f32, std: f32): void {
  expects(NORMALS, n, state | p, 0);
  const m = splat(mean);
  const s = splat(std);
  while (n > 0) {
    const count = min(n, CHUNK);
    words(state, p, count);
    const end = p + ((<usize>count) << 2);
    while (p + NORMALS * 4 <= end) {
      normals(p, m, s);
      p += NORMALS * 4;
    }
    if (p < end) {
      p = end - NORMALS * 4;
      words(state, p, NORMALS);
      normals(p, m, s);
    }
    n -= count;
  }
}

/**
 * n int32 in [low, low + range): a word modulo the range each. Range 0 stands for all 2^32 numbers, for which the original
 * draws 64 bits and uses the low word.
 */
export function randint(state: usize, p: usize, n: i32, low: i32, range: u32): void {
  expects(0, n, state | p, 0);
  while (n > 0) {
    const count = min(n, CHUNK);
    const end = p + ((<usize>count) << 2);
    if (range == 0) {
      words(state, workspace, 2 * count);
      let q = workspace + 4;
      do {
        store<i32>(p, load<i32>(q) + low);
        p += 4;
        q += 8;
      } while (p < end);
    } else {
      words(state, p, count);
      do {
        store<i32>(p, <i32>(load<u32>(p) % range) + low);
        p += 4;
      } while (p < end);
    }
    n -= count;
  }
}

/** A permutation of 0 … n − 1 as int32: each place i but the last is swapped with one of i … n − 1. */
export function randperm(state: usize, p: usize, n: i32): void {
  expects(0, n, state | p, 0);
  for (let i = 0; i < n; i++) store<i32>(p + ((<usize>i) << 2), i);
  let left = n;
  while (left > 1) {
    const count = min(left - 1, CHUNK);
    words(state, workspace, count);
    const end = workspace + ((<usize>count) << 2);
    let q = workspace;
    do {
      const other = p + ((<usize>(load<u32>(q) % <u32>left)) << 2);
      const swapped = load<i32>(p);
      store<i32>(p, load<i32>(other));
      store<i32>(other, swapped);
      p += 4;
      q += 4;
      left--;
    } while (q < end);
  }
}

/** n float32, each `value` with probability `keep` in [0, 1], else 0: if a 53-bit uniform of two words is below `keep`. */
export function bernoulli(state: usize, p: usize, n: i32, keep: f64, value: f32): void {
  expects(0, n, state | p, 0);
  assert(keep >= 0 && keep <= 1);
  const threshold = i64x2.splat(<i64>ceil(keep * 9007199254740992)); // u < keep, both times 2^53
  const mask = i64x2.splat(0x001fffffffffffff);
  const kept = f32x4.splat(value);
  while (n > 0) {
    const count = min(n, CHUNK);
    words(state, workspace, 2 * count);
    const end = p + ((<usize>count) << 2);
    let q = workspace;
    do {
      const w = v128.load(q); // the high word comes first
      const u = v128.and(i32x4.shuffle(w, w, 1, 0, 3, 2), mask);
      const below = i64x2.lt_s(u, threshold);
      const out = v128.and(i32x4.shuffle(below, below, 0, 2, 0, 2), kept);
      if (p + 8 <= end) v128.store64_lane(p, out, 0);
      else v128.store32_lane(p, out, 0);
      p += 8;
      q += 16;
    } while (p < end);
    p = end;
    n -= count;
  }
}

/** n float32, each 1 with the probability at its place in `probabilities`, else 0: if a 24-bit uniform is below it. */
export function bernoulliTensor(state: usize, p: usize, probabilities: usize, n: i32): void {
  expects(0, n, state | p | probabilities, 0);
  const mask = i32x4.splat(0xffffff);
  const unit = f32x4.splat(1.0 / 16777216);
  const one = f32x4.splat(1);
  while (n > 0) {
    const count = min(n, CHUNK);
    words(state, p, count);
    let left = count;
    do {
      const u = f32x4.mul(f32x4.convert_i32x4_s(v128.and(v128.load(p), mask)), unit);
      const out = v128.and(f32x4.lt(u, v128.load(probabilities)), one);
      if (left >= LANES) v128.store(p, out);
      else storeTail(p, out, left);
      p += 16;
      probabilities += 16;
      left -= LANES;
    } while (left > 0);
    n -= count;
  }
}
