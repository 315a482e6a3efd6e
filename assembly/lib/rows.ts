/**
 * What softmax and the losses over classes share. The sweep goes along three rows of C classes at once: it finds the
 * maximum of the next row, takes the exponentials of the current one, and finishes the previous one. The memory traffic
 * of the first and the last hides behind the arithmetic of exp. How rows are grouped does not affect their results.
 */
import { exp, exp16, expNonPositive } from './math';
import { madd, storeTail, tailMask } from './simd';
import { workspace } from './workspace';

/** Classes whose terms add up in float32 lanes before they enter a float64 total. */
export const BLOCK: i32 = 1024;

/** The sweep only sums. */
export const SUM: i32 = 0;
/** It also writes (x − a) − b for the previous row: `other` is x and `done` is the result. */
export const LOG: i32 = 1;
/** It also writes the exponentials to `other`, and turns those of the previous row, in `done`, into e · a + b. */
export const EXP: i32 = 2;
/**
 * As EXP with b = 0. It also looks whether exponentials of the previous row are so small that some may be subnormal, which
 * `exp16` makes 0.
 */
export const SOFT: i32 = 3;

// @ts-ignore: decorator
@inline
function swapHalves(v: v128): v128 {
  return i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
}

/** The greatest lane; NaN may be ignored. */
// @ts-ignore: decorator
@inline
function greatest(v: v128): f32 {
  v = f32x4.pmax(v, swapHalves(v));
  v = f32x4.pmax(v, i8x16.shuffle(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  return f32x4.extract_lane(v, 0);
}

/** Lanes 2 and 3 in float64. */
// @ts-ignore: decorator
@inline
export function promoteHigh(v: v128): v128 {
  return f64x2.promote_low_f32x4(swapHalves(v));
}

/** The sum of the lanes in float64. */
// @ts-ignore: decorator
@inline
export function sumLanes64(v: v128): f64 {
  const s = f64x2.add(f64x2.promote_low_f32x4(v), promoteHigh(v));
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/** The first `count` elements at p, then −∞. */
// @ts-ignore: decorator
@inline
function loadLanes(p: usize, count: i32): v128 {
  return v128.bitselect(v128.load(p), f32x4.splat(-Infinity), tailMask(count));
}

/** Stores four lanes, or as many as `count` if that is less. */
// @ts-ignore: decorator
@inline
export function storeLanes(p: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(p, v);
  else storeTail(p, v, count);
}

/** The greatest of C elements; −∞ if all are NaN. */
export function rowMax(C: i32, x: usize): f32 {
  let most = f32x4.splat(-Infinity);
  while (C > 0) {
    most = f32x4.pmax(most, loadLanes(x, C));
    x += 16;
    C -= 4;
  }
  return greatest(most);
}

// @ts-ignore: decorator
@inline
function finish(mode: i32, done: usize, other: usize, a: v128, b: v128): v128 {
  return mode == LOG ? f32x4.sub(f32x4.sub(v128.load(other), a), b) : madd(v128.load(done), a, b);
}

/** Whether some of the numbers from (0, 1] whose bits were and-ed are below 2⁻⁶³: that bit is set in all exponents above. */
// @ts-ignore: decorator
@inline
export function isSmall(bits: v128): bool {
  return !i32x4.all_true(v128.and(bits, i32x4.splat(0x20000000)));
}

/** e(x − m) · s where done is 0. */
// @ts-ignore: decorator
@inline
export function withSubnormal(done: v128, x: v128, m: v128, s: v128): v128 {
  return v128.bitselect(f32x4.mul(exp(f32x4.sub(x, m)), s), done, f32x4.eq(done, f32x4.splat(0)));
}

/** Gives a finished row of SOFT, y = e(x − m) · s, the subnormal numbers that became 0. */
export function addSubnormal(C: i32, y: usize, x: usize, m: f32, s: f32): void {
  const M = f32x4.splat(m);
  const S = f32x4.splat(s);
  while (C > 0) {
    storeLanes(y, withSubnormal(v128.load(y), v128.load(x), M, S), C);
    y += 16;
    x += 16;
    C -= 4;
  }
}

/** Finishes the last row, which no sweep follows. */
export function finishRow(mode: i32, C: i32, done: usize, other: usize, a: f32, b: f32): void {
  const A = f32x4.splat(a);
  const B = f32x4.splat(b);
  let small = i32x4.splat(-1);
  while (C > 0) {
    if (mode == SOFT) small = v128.and(small, v128.load(done));
    storeLanes(done, finish(mode, done, other, A, B), C);
    done += 16;
    other += 16;
    C -= 4;
  }
  hasSmall = mode == SOFT && isSmall(small);
}

/** Σ_c (x_c − m) · w_c of a row, with w = 1 where its pointer is 0. */
export function rowDot(C: i32, x: usize, m: f32, w: usize): f64 {
  const M = f32x4.splat(m);
  let w0 = f32x4.splat(1), w1 = w0, w2 = w0, w3 = w0;
  let total: f64 = 0;
  do {
    let n = min(C, BLOCK);
    C -= n;
    let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0;
    while (n >= 16) {
      if (w) {
        w0 = v128.load(w);
        w1 = v128.load(w, 16);
        w2 = v128.load(w, 32);
        w3 = v128.load(w, 48);
        w += 64;
      }
      s0 = madd(f32x4.sub(v128.load(x), M), w0, s0);
      s1 = madd(f32x4.sub(v128.load(x, 16), M), w1, s1);
      s2 = madd(f32x4.sub(v128.load(x, 32), M), w2, s2);
      s3 = madd(f32x4.sub(v128.load(x, 48), M), w3, s3);
      x += 64;
      n -= 16;
    }
    while (n > 0) {
      if (w) {
        w0 = v128.load(w);
        w += 16;
      }
      s0 = f32x4.add(s0, v128.and(f32x4.mul(f32x4.sub(v128.load(x), M), w0), tailMask(n)));
      x += 16;
      n -= 4;
    }
    total += sumLanes64(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
  } while (C > 0);
  return total;
}

/**
 * y = exp(x − m) · a + z over a row, with z = 0 where its pointer is 0. y may be x, and may not overlap x and z otherwise.
 * The cache lines `ahead` bytes after z are prefetched on the way.
 */
export function expRow(C: i32, y: usize, x: usize, m: f32, a: f32, z: usize, ahead: usize): void {
  const M = f32x4.splat(m);
  const A = f32x4.splat(a);
  while (C >= 16) {
    exp16(y, x, M);
    if (z) {
      load<i32>(z + ahead);
      v128.store(y, madd(v128.load(y), A, v128.load(z)));
      v128.store(y, madd(v128.load(y, 16), A, v128.load(z, 16)), 16);
      v128.store(y, madd(v128.load(y, 32), A, v128.load(z, 32)), 32);
      v128.store(y, madd(v128.load(y, 48), A, v128.load(z, 48)), 48);
      z += 64;
    } else {
      v128.store(y, f32x4.mul(v128.load(y), A));
      v128.store(y, f32x4.mul(v128.load(y, 16), A), 16);
      v128.store(y, f32x4.mul(v128.load(y, 32), A), 32);
      v128.store(y, f32x4.mul(v128.load(y, 48), A), 48);
    }
    y += 64;
    x += 64;
    C -= 16;
  }
  let Z = f32x4.splat(0);
  while (C > 0) {
    if (z) {
      Z = v128.load(z);
      z += 16;
    }
    storeLanes(y, madd(expNonPositive(f32x4.sub(v128.load(x), M)), A, Z), C);
    x += 16;
    y += 16;
    C -= 4;
  }
}

/** The maximum of the next row, as the last sweep found it. */
export let maxAfter: f32 = 0;
/** Whether SOFT has found small exponentials in the row that was finished last. */
export let hasSmall: bool = false;

/** Returns Σ exp(row − m) and sets `maxAfter`; see the modes for what it writes. */
export function sweep(
  mode: i32, C: i32, after: usize, row: usize, m: f32, done: usize, other: usize, a: f32, b: f32,
): f64 {
  const M = f32x4.splat(m);
  const A = f32x4.splat(a);
  const B = f32x4.splat(b);
  let most = f32x4.splat(-Infinity);
  let total: f64 = 0;
  let small = i32x4.splat(-1);
  do {
    let n = min(C, BLOCK);
    C -= n;
    let sum = f32x4.splat(0);
    if (n >= 16) {
      // What is loaded after exp takes no registers during exp.
      do {
        sum = f32x4.add(sum, exp16(mode >= EXP ? other : workspace, row, M));
        most = f32x4.pmax(
          f32x4.pmax(most, f32x4.pmax(v128.load(after), v128.load(after, 16))),
          f32x4.pmax(v128.load(after, 32), v128.load(after, 48)),
        );
        if (mode == SOFT) {
          const d0 = v128.load(done);
          const d1 = v128.load(done, 16);
          const d2 = v128.load(done, 32);
          const d3 = v128.load(done, 48);
          small = v128.and(small, v128.and(v128.and(d0, d1), v128.and(d2, d3)));
          v128.store(done, f32x4.mul(d0, A));
          v128.store(done, f32x4.mul(d1, A), 16);
          v128.store(done, f32x4.mul(d2, A), 32);
          v128.store(done, f32x4.mul(d3, A), 48);
        } else if (mode == EXP) {
          v128.store(done, madd(v128.load(done), A, B));
          v128.store(done, madd(v128.load(done, 16), A, B), 16);
          v128.store(done, madd(v128.load(done, 32), A, B), 32);
          v128.store(done, madd(v128.load(done, 48), A, B), 48);
        } else if (mode == LOG) {
          v128.store(done, f32x4.sub(f32x4.sub(v128.load(other), A), B));
          v128.store(done, f32x4.sub(f32x4.sub(v128.load(other, 16), A), B), 16);
          v128.store(done, f32x4.sub(f32x4.sub(v128.load(other, 32), A), B), 32);
          v128.store(done, f32x4.sub(f32x4.sub(v128.load(other, 48), A), B), 48);
        }
        after += 64;
        row += 64;
        done += 64;
        other += 64;
        n -= 16;
      } while (n >= 16);
    }
    while (n > 0) {
      most = f32x4.pmax(most, loadLanes(after, n));
      const e = expNonPositive(f32x4.sub(loadLanes(row, n), M));
      sum = f32x4.add(sum, e);
      if (mode == SOFT) small = v128.and(small, v128.load(done));
      if (mode != SUM) storeLanes(done, finish(mode, done, other, A, B), n);
      if (mode >= EXP) storeLanes(other, e, n);
      after += 16;
      row += 16;
      done += 16;
      other += 16;
      n -= 4;
    }
    total += sumLanes64(sum);
  } while (C > 0);
  maxAfter = greatest(most);
  hasSmall = mode == SOFT && isSmall(small);
  return total;
}
