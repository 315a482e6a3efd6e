/**
 * The vector operations that every kernel is made of, and the only place that asks which CPU features exist: one source
 * becomes the `simd` and the `relaxed` binary.
 */

/** Bytes in a vector, lanes of 4 bytes in it. */
export const VECTOR: i32 = 16;
export const LANES: i32 = 4;

/** Whether `madd` is one instruction; kernels may choose the size of their register tile by it. */
export const FUSED: bool = ASC_FEATURE_RELAXED_SIMD;

/** a · b + c; one rounding where relaxed SIMD fuses it, two elsewhere. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** c − a · b. */
// @ts-ignore: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(a, b, c);
  return f32x4.sub(c, f32x4.mul(a, b));
}

/** Lanes 0 … count−1 all ones, the rest zero (0 ≤ count ≤ 4). */
// @ts-ignore: decorator
@inline
export function tailMask(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3));
}

/** Stores the first `count` lanes (0 ≤ count ≤ 3) and writes nothing after them. */
// @ts-ignore: decorator
@inline
export function storeTail(p: usize, v: v128, count: i32): void {
  if (count & 2) {
    v128.store64_lane(p, v, 0);
    if (count & 1) v128.store32_lane(p, v, 2, 8);
  } else if (count & 1) {
    v128.store32_lane(p, v, 0);
  }
}

/** The sum of the four lanes, in a fixed order. */
// @ts-ignore: decorator
@inline
export function sumLanes(v: v128): f32 {
  const s = f32x4.add(v, i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return f32x4.extract_lane(s, 0) + f32x4.extract_lane(s, 1);
}

/** The greatest of the four lanes; NaN if any is. */
// @ts-ignore: decorator
@inline
export function maxLanes(v: v128): f32 {
  const s = f32x4.max(v, i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return max<f32>(f32x4.extract_lane(s, 0), f32x4.extract_lane(s, 1));
}
