/**
 * The two sums along a row that normalisation and its gradients share, in float32 lanes within blocks and in float64 from
 * block to block.
 */
import { f } from './map1';
import { BLOCK, promoteHigh } from './rows';
import { madd, tailMask } from './simd';

/** The results of `rowDots`. */
export let total: f64 = 0;

export let dot: f64 = 0;

/** total = Σ g and dot = Σ g·(x − mean) over a row of n, where g is dy·w, or x − mean too if `own`. */
// @ts-ignore: decorator
@inline
function sums(own: bool, n: i32, dy: usize, w: usize, step: usize, x: usize, mean: v128): void {
  let totals = f64x2.splat(0);
  let dots = totals;
  while (n > 0) {
    let left = min(n, BLOCK);
    n -= left;
    let a = f(0);
    let b = a;
    let a1 = a;
    let b1 = a;
    if (left >= 8) do {
      const d = f32x4.sub(v128.load(x), mean);
      const g = own ? d : f32x4.mul(v128.load(dy), v128.load(w));
      a = f32x4.add(a, g);
      b = madd(g, d, b);
      w += step;
      const d1 = f32x4.sub(v128.load(x, 16), mean);
      const g1 = own ? d1 : f32x4.mul(v128.load(dy, 16), v128.load(w));
      a1 = f32x4.add(a1, g1);
      b1 = madd(g1, d1, b1);
      w += step;
      dy += 32;
      x += 32;
      left -= 8;
    } while (left >= 8);
    for (; left > 0; left -= 4) {
      // what follows the row may be NaN
      const mask = tailMask(min(left, 4));
      const d = v128.and(f32x4.sub(v128.load(x), mean), mask);
      const g = own ? d : v128.and(f32x4.mul(v128.load(dy), v128.load(w)), mask);
      a = f32x4.add(a, g);
      b = madd(g, d, b);
      dy += 16;
      w += step;
      x += 16;
    }
    a = f32x4.add(a, a1);
    b = f32x4.add(b, b1);
    totals = f64x2.add(totals, f64x2.add(f64x2.promote_low_f32x4(a), promoteHigh(a)));
    dots = f64x2.add(dots, f64x2.add(f64x2.promote_low_f32x4(b), promoteHigh(b)));
  }
  total = f64x2.extract_lane(totals, 0) + f64x2.extract_lane(totals, 1);
  dot = f64x2.extract_lane(dots, 0) + f64x2.extract_lane(dots, 1);
}

/** total = Σ dy·w and dot = Σ dy·w·(x − mean) over a row of n; w advances by `step` bytes for each vector. */
export function rowDots(n: i32, dy: usize, w: usize, step: usize, x: usize, mean: v128): void {
  sums(false, n, dy, w, step, x, mean);
}

/** total = Σ (x − mean) and dot = Σ (x − mean)² over a row of n. */
export function rowMoments(n: i32, x: usize, mean: v128): void {
  sums(true, n, 0, 0, 0, x, mean);
}
