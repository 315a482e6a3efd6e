/**
 * Distances between the rows of two batches of matrices, a (B, P, M) and b (B, R, M):
 *
 *   y[i, j] = (Σ_m |a[i, m] − b[j, m]|ᵖ)^(1/p)
 *
 * the number of elements that differ for p = 0, the greatest difference for p = ∞. The unit of a range is one of the B·P
 * rows of a. y (B, P, R) and dx (B, P, M) are written; the others are read. Sums are in float64.
 */
import { expects } from '../lib/expects';
import { d, exp2, log2 } from '../lib/pairs';
import { storeLanes } from '../lib/rows';
import { tailMask } from '../lib/simd';

/** uᵖ for u ≥ 0; 0 at 0 where p > 0. */
function power(u: v128, p: f64): v128 {
  return exp2(f64x2.mul(d(p), log2(u)));
}

// `of` is the term of two differences in float64, times 1/scale, `join` adds terms up
@unmanaged class Count {
  @inline of(u: v128, p: f64, scale: f64): v128 { return f64x2.min(f64x2.ceil(f64x2.abs(u)), d(1)); }
  @inline join(s: v128, t: v128): v128 { return f64x2.add(s, t); }
}
@unmanaged class Sum {
  @inline of(u: v128, p: f64, scale: f64): v128 { return f64x2.abs(u); }
  @inline join(s: v128, t: v128): v128 { return f64x2.add(s, t); }
}
@unmanaged class Squares {
  @inline of(u: v128, p: f64, scale: f64): v128 { return f64x2.mul(u, u); }
  @inline join(s: v128, t: v128): v128 { return f64x2.add(s, t); }
}
@unmanaged class Most {
  @inline of(u: v128, p: f64, scale: f64): v128 { return f64x2.abs(u); }
  @inline join(s: v128, t: v128): v128 { return f64x2.max(s, t); }
}
@unmanaged class Powers {
  @inline of(u: v128, p: f64, scale: f64): v128 { return power(f64x2.mul(f64x2.abs(u), d(scale)), p); }
  @inline join(s: v128, t: v128): v128 { return f64x2.add(s, t); }
}

/** The terms of two rows of M elements, joined. */
function total<Op>(M: i32, a: usize, b: usize, p: f64, scale: f64): f64 {
  let s = d(0);
  for (let left = M; left > 0; left -= 4) {
    const u = v128.and(f32x4.sub(v128.load(a), v128.load(b)), tailMask(min(left, 4)));
    const low = changetype<Op>(0).of(f64x2.promote_low_f32x4(u), p, scale);
    const high = changetype<Op>(0).of(f64x2.promote_low_f32x4(i64x2.shuffle(u, u, 1, 1)), p, scale);
    s = changetype<Op>(0).join(s, changetype<Op>(0).join(low, high));
    a += 16;
    b += 16;
  }
  s = changetype<Op>(0).join(s, i64x2.shuffle(s, s, 1, 0));
  return f64x2.extract_lane(s, 0);
}

/** The distance of two rows. Powers are those of the differences over the greatest, so that none overflows. */
function distance(M: i32, a: usize, b: usize, p: f64): f64 {
  if (p == 2) return sqrt<f64>(total<Squares>(M, a, b, p, 1));
  if (p == 1) return total<Sum>(M, a, b, p, 1);
  if (p == 0) return total<Count>(M, a, b, p, 1);
  const most = total<Most>(M, a, b, p, 1);
  // also for 0, ∞ and NaN, by which nothing can be divided
  if (p == Infinity || !(most > 0 && most < Infinity)) return most;
  return most * f64x2.extract_lane(power(d(total<Powers>(M, a, b, p, 1 / most)), 1 / p), 0);
}

/** The distances. */
export function cdist(begin: i32, end: i32, y: usize, a: usize, b: usize, P: i32, R: i32, M: i32, p: f64): void {
  expects(begin, end, y | a | b, R);
  const row = <usize>M << 2;
  for (let i = begin; i < end; i++) {
    const from = a + <usize>i * row;
    let to = b + <usize>(i / P) * <usize>R * row;
    for (let j = 0; j < R; j++) {
      f32.store(y + ((<usize>i * <usize>R + <usize>j) << 2), <f32>distance(M, from, to, p));
      to += row;
    }
  }
}

const SMALLER: f32 = 1.0 / 4294967296.0;

/** The slope of a distance y at four differences u, times c: 0 at a difference of 0, NaN at NaN, or, for p = ∞, at a NaN among all. */
// @ts-ignore: decorator
@inline
function slope(u: v128, c: v128, y: f32, p: f64): v128 {
  if (p == 2) return f32x4.mul(f32x4.div(u, f32x4.splat(y)), c);
  let t = c;
  if (p == Infinity) t = v128.and(t, f32x4.eq(f32x4.abs(u), f32x4.splat(y)));
  else if (p != 1) {
    const w = f32x4.abs(u), by = d(1 / <f64>y);
    const low = f32x4.demote_f64x2_zero(power(f64x2.mul(f64x2.promote_low_f32x4(w), by), p - 1));
    const high = f32x4.demote_f64x2_zero(power(f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(w, w, 1, 1)), by), p - 1));
    t = f32x4.mul(t, i64x2.shuffle(low, high, 0, 2));
  }
  t = v128.and(v128.xor(t, v128.and(u, f32x4.splat(-0.0))), f32x4.ne(u, f32x4.splat(0)));
  const n = p == Infinity ? f32x4.splat(y) : u;
  return v128.or(t, f32x4.ne(n, n));
}

/**
 * The gradient of a from that of the distances, for p > 0: dx[i] = Σ_j g[i, j] · slope(a[i] − b[j]), with slope 0 where
 * the distance is 0. g and y have the steps `outer` between batches, `row` between rows of a and `col` between those of b.
 */
export function cdistBackward(
  begin: i32, end: i32, dx: usize, g: usize, y: usize, a: usize, b: usize,
  P: i32, R: i32, M: i32, outer: i32, row: i32, col: i32, p: f64,
): void {
  expects(begin, end, dx | g | y | a | b, R);
  const bytes = <usize>M << 2;
  for (let i = begin; i < end; i++) {
    const batch = i / P;
    const x = a + <usize>i * bytes;
    const to = dx + <usize>i * bytes;
    memory.fill(to, 0, bytes);
    for (let j = 0; j < R; j++) {
      const at = <usize>(batch * outer + (i - batch * P) * row + j * col) << 2;
      let far = f32.load(y + at);
      if (far == 0) continue;
      const c = f32x4.splat(f32.load(g + at));
      const other = b + (<usize>batch * <usize>R + <usize>j) * bytes;
      // the slope is that of smaller differences, whose distance float32 holds
      const by: f32 = far == Infinity ? SMALLER : 1;
      if (far == Infinity) far = <f32>(distance(M, x, other, p) * SMALLER);
      for (let m: usize = 0; m < bytes; m += 16) {
        const u = f32x4.mul(f32x4.splat(by), f32x4.sub(v128.load(x + m), v128.load(other + m)));
        storeLanes(to + m, f32x4.add(v128.load(to + m), slope(u, c, far, p)), <i32>((bytes - m) >> 2));
      }
    }
  }
}
