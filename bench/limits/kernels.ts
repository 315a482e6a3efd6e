/** What this machine can do at best, from the same compiler as the kernels: built for the bench, and in no package. */
import { exp16, expNonPositive, fillConstants } from '../../assembly/lib/math';
import { FUSED, madd, sumLanes } from '../../assembly/lib/simd';

/** Fills the constants of exp; comes before every other call. */
export function prepare(): void {
  fillConstants();
}

/** Multiply-adds of a turn of `peak`, as vectors. */
export const PEAK_VECTORS: i32 = 12;

/**
 * Twelve independent multiply-adds a turn, enough for every latency: fused where that is one instruction, else six
 * products and six sums in chains of their own, twice, so that no sum waits for its product. c = 1 and d = 0 keep
 * the numbers in range.
 */
export function peak(turns: i32, c: f32, d: f32): f32 {
  const x = f32x4.splat(c), y = f32x4.splat(d);
  let a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
  if (FUSED) {
    do {
      a0 = madd(a0, x, y), a1 = madd(a1, x, y), a2 = madd(a2, x, y), a3 = madd(a3, x, y);
      a4 = madd(a4, x, y), a5 = madd(a5, x, y), a6 = madd(a6, x, y), a7 = madd(a7, x, y);
      a8 = madd(a8, x, y), a9 = madd(a9, x, y), a10 = madd(a10, x, y), a11 = madd(a11, x, y);
    } while (--turns);
  } else {
    do {
      a0 = f32x4.mul(a0, x), a6 = f32x4.add(a6, y), a1 = f32x4.mul(a1, x), a7 = f32x4.add(a7, y);
      a2 = f32x4.mul(a2, x), a8 = f32x4.add(a8, y), a3 = f32x4.mul(a3, x), a9 = f32x4.add(a9, y);
      a4 = f32x4.mul(a4, x), a10 = f32x4.add(a10, y), a5 = f32x4.mul(a5, x), a11 = f32x4.add(a11, y);
      a0 = f32x4.mul(a0, x), a6 = f32x4.add(a6, y), a1 = f32x4.mul(a1, x), a7 = f32x4.add(a7, y);
      a2 = f32x4.mul(a2, x), a8 = f32x4.add(a8, y), a3 = f32x4.mul(a3, x), a9 = f32x4.add(a9, y);
      a4 = f32x4.mul(a4, x), a10 = f32x4.add(a10, y), a5 = f32x4.mul(a5, x), a11 = f32x4.add(a11, y);
    } while (--turns);
  }
  const s = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(f32x4.add(a4, a5), f32x4.add(a6, a7)));
  return sumLanes(f32x4.add(s, f32x4.add(f32x4.add(a8, a9), f32x4.add(a10, a11))));
}

/** The same twelve with each sum waiting for its product: what a simd kernel's inner loop looks like. */
export function peakChained(turns: i32, c: f32, d: f32): f32 {
  const x = f32x4.splat(c), y = f32x4.splat(d);
  let a0 = x, a1 = x, a2 = x, a3 = x, a4 = x, a5 = x, a6 = x, a7 = x, a8 = x, a9 = x, a10 = x, a11 = x;
  do {
    a0 = madd(a0, x, y), a1 = madd(a1, x, y), a2 = madd(a2, x, y), a3 = madd(a3, x, y);
    a4 = madd(a4, x, y), a5 = madd(a5, x, y), a6 = madd(a6, x, y), a7 = madd(a7, x, y);
    a8 = madd(a8, x, y), a9 = madd(a9, x, y), a10 = madd(a10, x, y), a11 = madd(a11, x, y);
  } while (--turns);
  const s = f32x4.add(f32x4.add(f32x4.add(a0, a1), f32x4.add(a2, a3)), f32x4.add(f32x4.add(a4, a5), f32x4.add(a6, a7)));
  return sumLanes(f32x4.add(s, f32x4.add(f32x4.add(a8, a9), f32x4.add(a10, a11))));
}

/** Σ exp(x_i − m) of n numbers, a multiple of 16, four vectors at a time; scratch takes 64 bytes. */
export function expSum(scratch: usize, x: usize, n: i32, m: f32): f32 {
  const shift = f32x4.splat(m);
  let sum = f32x4.splat(0);
  do {
    sum = f32x4.add(sum, exp16(scratch, x, shift));
    x += 64;
  } while ((n -= 16) > 0);
  return sumLanes(sum);
}

/** The same one vector at a time. */
export function expSumSingle(x: usize, n: i32, m: f32): f32 {
  const shift = f32x4.splat(m);
  let sum = f32x4.splat(0);
  do {
    sum = f32x4.add(sum, expNonPositive(f32x4.sub(v128.load(x), shift)));
    x += 16;
  } while ((n -= 4) > 0);
  return sumLanes(sum);
}

/** Copies n bytes by the runtime's own instruction. */
export function copy(to: usize, from: usize, n: usize): void {
  memory.copy(to, from, n);
}

/** Copies n bytes, a multiple of 64, by vectors. */
export function copyVectors(to: usize, from: usize, n: usize): void {
  do {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    v128.store(to, v128.load(from, 32), 32);
    v128.store(to, v128.load(from, 48), 48);
    to += 64;
    from += 64;
  } while ((n -= 64) > 0);
}

/** Increases n numbers of each of `arrays` arrays by those of g: the traffic of an optimizer. */
// @ts-ignore: decorator
@inline
function increase(arrays: i32, n: i32, g: usize, p: usize, m: usize, v: usize): void {
  do {
    const d = v128.load(g);
    v128.store(p, f32x4.add(v128.load(p), d));
    if (arrays > 1) v128.store(m, f32x4.add(v128.load(m), d));
    if (arrays > 2) v128.store(v, f32x4.add(v128.load(v), d));
    g += 16;
    p += 16;
    m += 16;
    v += 16;
  } while ((n -= 4) > 0);
}

export function increase1(n: i32, g: usize, p: usize): void {
  increase(1, n, g, p, 0, 0);
}

export function increase2(n: i32, g: usize, p: usize, m: usize): void {
  increase(2, n, g, p, m, 0);
}

export function increase3(n: i32, g: usize, p: usize, m: usize, v: usize): void {
  increase(3, n, g, p, m, v);
}

export const HEAP_BASE: usize = __heap_base;
