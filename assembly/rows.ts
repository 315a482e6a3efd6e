/** What softmax and the losses share: maxima and sums of a row's vectors, and tails of rows. */
import { storeTail, tailMask } from './simd';

/** Classes whose terms add up in float32 lanes before they enter a float64 total. */
export const BLOCK: i32 = 1024;

// @ts-ignore: decorator
@inline
function swapHalves(v: v128): v128 {
  return i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
}

/** The greatest lane, in all lanes; a NaN may get lost. */
// @ts-ignore: decorator
@inline
export function spreadMax(v: v128): v128 {
  v = f32x4.pmax(v, swapHalves(v));
  return f32x4.pmax(v, i8x16.shuffle(v, v, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
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
export function loadTail(p: usize, count: i32): v128 {
  return v128.bitselect(v128.load(p), f32x4.splat(-Infinity), tailMask(count));
}

/** Stores four lanes, or as many as `count` if that is less. */
// @ts-ignore: decorator
@inline
export function storeLanes(p: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(p, v);
  else storeTail(p, v, count);
}

/** The greatest of C ≥ 1 elements, in all lanes; −∞ if they are all NaN. */
export function rowMax(x: usize, C: i32): v128 {
  let most = f32x4.splat(-Infinity);
  while (C >= 4) {
    most = f32x4.pmax(most, v128.load(x));
    x += 16;
    C -= 4;
  }
  if (C) most = f32x4.pmax(most, loadTail(x, C));
  return spreadMax(most);
}
