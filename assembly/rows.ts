/**
 * What softmax and the losses over classes share. The sweep goes along three rows of C classes at once: it takes the
 * maximum of the row after, the exponentials of a row, and finishes the row before. The memory traffic of the first
 * and the last hides behind the arithmetic of exp, which goes sixteen classes at a time: a core's window is too short
 * to overlap the chains of several vectors by itself.
 */
import { At, expNonPositive, K } from './math';
import { madd, nmadd, storeTail, tailMask } from './simd';

/** Classes whose terms add up in float32 lanes before they enter a float64 total. */
export const BLOCK: i32 = 1024;

/** The sweep only sums. */
export const SUM: i32 = 0;
/** It also writes (x − a) − b for the row before, of which `other` is x and `done` the result. */
export const LOG: i32 = 1;
/** It also writes the exponentials to `other`, and turns those of the row before, in `done`, into e · a + b. */
export const EXP: i32 = 2;

// @ts-ignore: decorator
@inline
function swapHalves(v: v128): v128 {
  return i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
}

/** The greatest lane; a NaN may get lost. */
// @ts-ignore: decorator
@inline
function greatest(v: v128): f32 {
  v = f32x4.pmax(v, swapHalves(v));
  return f32x4.extract_lane(f32x4.pmax(v, i8x16.shuffle(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)), 0);
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

/** The greatest of C elements; −∞ if there is none but NaN. */
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

/** Finishes a row that no sweep follows. */
export function finishRow(mode: i32, C: i32, done: usize, other: usize, a: f32, b: f32): void {
  const A = f32x4.splat(a);
  const B = f32x4.splat(b);
  while (C > 0) {
    storeLanes(done, finish(mode, done, other, A, B), C);
    done += 16;
    other += 16;
    C -= 4;
  }
}

/** The maximum that the last sweep found of the row after. */
export let maxAfter: f32 = 0;

/** Returns Σ exp(row − m) and sets `maxAfter`; see the modes for what it writes. */
export function sweep(
  mode: i32, C: i32, after: usize, row: usize, m: f32, done: usize, other: usize, a: f32, b: f32,
): f64 {
  const M = f32x4.splat(m);
  const A = f32x4.splat(a);
  const B = f32x4.splat(b);
  let most = f32x4.splat(-Infinity);
  let total: f64 = 0;
  do {
    let n = min(C, BLOCK);
    C -= n;
    let sum = f32x4.splat(0);
    if (n >= 16) {
      do {
        most = f32x4.pmax(
          f32x4.pmax(most, f32x4.pmax(v128.load(after), v128.load(after, 16))),
          f32x4.pmax(v128.load(after, 32), v128.load(after, 48)),
        );
        // expNonPositive, four of them.
        let c = K(At.expCut);
        let r0 = f32x4.pmax(f32x4.sub(v128.load(row), M), c);
        let r1 = f32x4.pmax(f32x4.sub(v128.load(row, 16), M), c);
        let r2 = f32x4.pmax(f32x4.sub(v128.load(row, 32), M), c);
        let r3 = f32x4.pmax(f32x4.sub(v128.load(row, 48), M), c);
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
        sum = f32x4.add(sum, f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3)));
        if (mode == EXP) {
          v128.store(done, madd(v128.load(done), A, B));
          v128.store(done, madd(v128.load(done, 16), A, B), 16);
          v128.store(done, madd(v128.load(done, 32), A, B), 32);
          v128.store(done, madd(v128.load(done, 48), A, B), 48);
          v128.store(other, e0);
          v128.store(other, e1, 16);
          v128.store(other, e2, 32);
          v128.store(other, e3, 48);
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
      if (mode != SUM) storeLanes(done, finish(mode, done, other, A, B), n);
      if (mode == EXP) storeLanes(other, e, n);
      after += 16;
      row += 16;
      done += 16;
      other += 16;
      n -= 4;
    }
    total += sumLanes64(sum);
  } while (C > 0);
  maxAfter = greatest(most);
  return total;
}
