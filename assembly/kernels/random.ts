/**
 * Random numbers as PyTorch's CPU generator makes them from the words of the Mersenne Twister, bit for bit as its AVX2
 * build does; what turns them into normal ones is in `normal.ts`. Each kernel writes n elements at `p` and advances `state`
 * (see `mt19937.ts`). A stream has one order, so none is shared out among threads, and there are no ranges.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { words } from './mt19937';
import { LANES, storeTail } from '../lib/simd';

/** Words drawn at a time: they stay in the first-level cache until they are used. */
const CHUNK: i32 = 1024;

// @ts-ignore: decorator
@inline
function splat(x: f32): v128 {
  return f64x2.splat(<f64>x);
}

/**
 * a · b + c with one rounding, for any floats, as two float32 in the low lanes. The error of the float64 addition
 * (Knuth's two-sum) goes into the last bit of the sum (rounding to odd: Boldo and Melquiond 2008), so that the second
 * rounding takes it into account.
 */
// @ts-ignore: decorator
@inline
export function exactly(a: v128, b: v128, c: v128): v128 {
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
      const out = exactly(uniforms(p), span, offset);
      if (p + 8 <= end) v128.store64_lane(p, out, 0);
      else v128.store32_lane(p, out, 0);
      p += 8;
    } while (p < end);
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
