/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of channels x[N, C, inner]. Forward and backward are both `mix`, whose
 * coefficients the caller derives from the moments of each channel and from the sums that `channelDots` makes, or
 * `columnDots` of `layer-norm.ts` where inner is 1.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { f } from '../lib/map1';
import { dot, rowDots, rowMoments, total } from '../lib/row-dots';
import { storeLanes } from '../lib/rows';
import { madd } from '../lib/simd';

/**
 * sums[c] = Σ dy[n, c, i] and dots[c] = Σ dy[n, c, i]·(x[n, c, i] − mean[c]) over n and i; if the pointer dy is 0, of x − mean
 * in its place. Unit: a channel, C in all; sums and dots are written. `columnDots` is for inner = 1.
 */
export function channelDots(
  begin: i32, end: i32, sums: usize, dots: usize, dy: usize, x: usize, mean: usize, N: i32, C: i32, inner: i32,
): void {
  expects(begin, end, sums | dots | dy | x | mean, N | C | inner);
  assert(end <= C);
  v128.store(workspace, f(1));
  for (let c = begin; c < end; c++) {
    let a: f64 = 0;
    let b: f64 = 0;
    const m = v128.load32_splat(mean + (<usize>c << 2));
    for (let n = 0; n < N; n++) {
      const at = <usize>((n * C + c) * inner) << 2;
      if (dy) rowDots(inner, dy + at, workspace, 0, x + at, m);
      else rowMoments(inner, x + at, m);
      a += total;
      b += dot;
    }
    store<f32>(sums + (<usize>c << 2), <f32>a);
    store<f32>(dots + (<usize>c << 2), <f32>b);
  }
}

/** One row of `mix`; the coefficients advance by `step` bytes for each vector. */
// @ts-ignore: decorator
@inline
function mixRow(
  two: bool, n: i32, y: usize, dy: usize, x: usize, p: usize, q: usize, mean: usize, c: usize, step: usize,
): void {
  do {
    let v = madd(f32x4.sub(v128.load(x), v128.load(mean)), v128.load(q), v128.load(c));
    if (two) {
      v = madd(v128.load(dy), v128.load(p), v);
      dy += 16;
      p += step;
    }
    storeLanes(y, v, n);
    x += 16;
    y += 16;
    q += step;
    mean += step;
    c += step;
    n -= 4;
  } while (n > 0);
}

/**
 * y = p·dy + q·(x − mean) + c for x[N, C, inner], with a coefficient of each kind for each of C channels. There is no first
 * term if dy is 0. Unit: a row of `inner`, N·C in all, or, for inner = 1, a row of C, N in all. y is written.
 */
export function mix(
  begin: i32, end: i32, y: usize, dy: usize, x: usize, p: usize, q: usize, mean: usize, c: usize, C: i32, inner: i32,
): void {
  expects(begin, end, y | dy | x | p | q | mean | c, C | inner);
  assert(begin == end || C > 0);
  const columns = inner == 1;
  const n = columns ? C : inner;
  const step: usize = columns ? 16 : 0;
  if (n <= 0) return;
  for (let r = begin; r < end; r++) {
    if (!columns) {
      const own = <usize>(r % C) << 2;
      v128.store(workspace, v128.load32_splat(p + own));
      v128.store(workspace, v128.load32_splat(q + own), 16);
      v128.store(workspace, v128.load32_splat(mean + own), 32);
      v128.store(workspace, v128.load32_splat(c + own), 48);
    }
    const p1 = columns ? p : workspace;
    const q1 = columns ? q : workspace + 16;
    const m1 = columns ? mean : workspace + 32;
    const c1 = columns ? c : workspace + 48;
    const at = <usize>(r * n) << 2;
    if (dy) mixRow(true, n, y + at, dy + at, x + at, p1, q1, m1, c1, step);
    else mixRow(false, n, y + at, 0, x + at, p1, q1, m1, c1, step);
  }
}
