/**
 * The transforms of Winograd's tiles along one axis, on four columns at once: Bᵀ of inputs, A of gradients, Aᵀ of products, G of
 * weights and Gᵀ of their gradients. Polynomials are evaluated at 0, ±5/8, ±3/2 and ∞: at 0, ±1, ±2 and ∞ the error is five
 * times as large.
 */
import { madd, nmadd } from './simd';

const A1: f32 = 0.625;
const B1: f32 = 1.5;
const A2: f32 = A1 * A1;
const B2: f32 = B1 * B1;
const A3: f32 = A2 * A1;
const B3: f32 = B2 * B1;
const AB: f32 = A2 * B2;
const SUM: f32 = A2 + B2;
const G0: f32 = 1 / AB;
const GA: f32 = 1 / (2 * A2 * (A2 - B2));
const GB: f32 = 1 / (2 * B2 * (B2 - A2));

// @ts-ignore: decorator
@inline
function times(a: f32, x: v128): v128 {
  return f32x4.mul(f32x4.splat(a), x);
}

/** Stores Bᵀ of six vectors, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeInput(d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, to: usize, step: usize): void {
  const ab = f32x4.splat(AB), sum = f32x4.splat(SUM), a2 = f32x4.splat(A2), b2 = f32x4.splat(B2);
  v128.store(to, nmadd(sum, d2, madd(ab, d0, d4)));
  to += step;
  const e = nmadd(b2, d2, d4);
  const o = times(A1, nmadd(b2, d1, d3));
  v128.store(to, f32x4.add(e, o));
  to += step;
  v128.store(to, f32x4.sub(e, o));
  to += step;
  const f = nmadd(a2, d2, d4);
  const p = times(B1, nmadd(a2, d1, d3));
  v128.store(to, f32x4.add(f, p));
  to += step;
  v128.store(to, f32x4.sub(f, p));
  to += step;
  v128.store(to, nmadd(sum, d3, madd(ab, d1, d5)));
}

/** Stores A of four vectors, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeSlope(d0: v128, d1: v128, d2: v128, d3: v128, to: usize, step: usize): void {
  const a2 = f32x4.splat(A2), b2 = f32x4.splat(B2);
  v128.store(to, d0);
  to += step;
  const e = madd(a2, d2, d0);
  const o = times(A1, madd(a2, d3, d1));
  v128.store(to, f32x4.add(e, o));
  to += step;
  v128.store(to, f32x4.sub(e, o));
  to += step;
  const f = madd(b2, d2, d0);
  const p = times(B1, madd(b2, d3, d1));
  v128.store(to, f32x4.add(f, p));
  to += step;
  v128.store(to, f32x4.sub(f, p));
  to += step;
  v128.store(to, d3);
}

/** Stores Aᵀ of the six vectors at m, `step` bytes apart, to four that are `next` bytes apart. */
// @ts-ignore: decorator
@inline
export function gather(m: usize, step: usize, to: usize, next: usize): void {
  const m0 = v128.load(m);
  m += step;
  const m1 = v128.load(m);
  m += step;
  const m2 = v128.load(m);
  m += step;
  const m3 = v128.load(m);
  m += step;
  const m4 = v128.load(m);
  const m5 = v128.load(m + step);
  const p = f32x4.add(m1, m2), q = f32x4.sub(m1, m2);
  const r = f32x4.add(m3, m4), s = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(m0, f32x4.add(p, r)));
  to += next;
  v128.store(to, madd(f32x4.splat(B1), s, times(A1, q)));
  to += next;
  v128.store(to, madd(f32x4.splat(B2), r, times(A2, p)));
  to += next;
  v128.store(to, f32x4.add(m5, madd(f32x4.splat(B3), s, times(A3, q))));
}

/** Stores G of three vectors, `step` bytes apart. */
// @ts-ignore: decorator
@inline
export function storeKernel(g0: v128, g1: v128, g2: v128, to: usize, step: usize): void {
  v128.store(to, times(G0, g0));
  to += step;
  const e = times(GA, madd(f32x4.splat(A2), g2, g0));
  const o = times(GA * A1, g1);
  v128.store(to, f32x4.add(e, o));
  to += step;
  v128.store(to, f32x4.sub(e, o));
  to += step;
  const f = times(GB, madd(f32x4.splat(B2), g2, g0));
  const p = times(GB * B1, g1);
  v128.store(to, f32x4.add(f, p));
  to += step;
  v128.store(to, f32x4.sub(f, p));
  to += step;
  v128.store(to, g2);
}

/** Stores Gᵀ of the six vectors at m, `step` bytes apart, to three that are `next` bytes apart. */
// @ts-ignore: decorator
@inline
export function kernelBack(m: usize, step: usize, to: usize, next: usize): void {
  const m1 = v128.load(m + step), m2 = v128.load(m + 2 * step), m3 = v128.load(m + 3 * step), m4 = v128.load(m + 4 * step);
  const p = times(GA, f32x4.add(m1, m2)), q = times(GA * A1, f32x4.sub(m1, m2));
  const r = times(GB, f32x4.add(m3, m4)), s = times(GB * B1, f32x4.sub(m3, m4));
  v128.store(to, f32x4.add(f32x4.add(p, r), times(G0, v128.load(m))));
  v128.store(to + next, f32x4.add(q, s));
  v128.store(to + 2 * next, f32x4.add(v128.load(m + 5 * step), madd(f32x4.splat(A2), p, times(B2, r))));
}
