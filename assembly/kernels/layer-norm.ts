/**
 * Layer normalisation (Ba, Kiros and Hinton, 2016) of rows x[N, D], where x̂ = (x − mean) · rstd and rstd = 1 / √(variance +
 * eps), with weight(D) and bias(D) along the row:
 *
 *   y = x̂ · weight + bias
 *   dx = rstd · (g − mean(g) − x̂ · mean(g · x̂)),  g = dy · weight
 *
 * Sums are in float32 within a block and in float64 from block to block, in an order that depends on sizes alone.
 */
import { sumRow, workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { f } from '../lib/map1';
import { dot, rowDots, rowMoments, total } from '../lib/row-dots';
import { storeLanes } from '../lib/rows';
import { madd } from '../lib/simd';

/** Unit: a row, N in all. Reads x[N, D], weight(D), bias(D); writes y[N, D], mean(N), rstd(N). */
export function layerNorm(
  begin: i32, end: i32, y: usize, mean: usize, rstd: usize, x: usize, weight: usize, bias: usize, D: i32, eps: f64,
): void {
  expects(begin, end, y | mean | rstd | x | weight | bias, D);
  const n = <f64>D;
  for (let r = begin; r < end; r++) {
    const at = <usize>(r * D) << 2;
    // any mean near by would do: what it is off by is found with the variance, from the differences, which are small
    const m = <f32>(sumRow(false, D, x + at, 0) / n);
    const ms = f(m);
    rowMoments(D, x + at, ms);
    const off = total / n;
    // NaN, not 0, where squares overflow
    const s = <f32>(1 / sqrt<f64>(max<f64>(dot / n - off * off, 0) + eps + (dot - dot)));
    store<f32>(mean + (<usize>r << 2), <f32>(<f64>m + off));
    store<f32>(rstd + (<usize>r << 2), s);
    const ss = f(s);
    const rest = f(<f32>(-off * <f64>s));
    let from = x + at;
    let to = y + at;
    let w = weight;
    let b = bias;
    let left = D;
    if (left > 0) do {
      const normal = madd(f32x4.sub(v128.load(from), ms), ss, rest);
      storeLanes(to, madd(normal, v128.load(w), v128.load(b)), left);
      from += 16;
      to += 16;
      w += 16;
      b += 16;
      left -= 4;
    } while (left > 0);
  }
}

/** Unit: a row, N in all. Reads dy and x[N, D], weight(D), mean(N), rstd(N); writes dx[N, D]. */
export function layerNormBackward(
  begin: i32, end: i32, dx: usize, dy: usize, x: usize, weight: usize, mean: usize, rstd: usize, D: i32,
): void {
  expects(begin, end, dx | dy | x | weight | mean | rstd, D);
  for (let r = begin; r < end; r++) {
    const at = <usize>(r * D) << 2;
    const m = v128.load32_splat(mean + (<usize>r << 2));
    const s = <f64>load<f32>(rstd + (<usize>r << 2));
    rowDots(D, dy + at, weight, 16, x + at, m);
    // dx = s·g + q·(x − mean) + c
    const q = f(<f32>(-s * s * s * dot / <f64>D));
    const c = f(<f32>(-s * total / <f64>D));
    const ss = f(<f32>s);
    let from = x + at;
    let g = dy + at;
    let to = dx + at;
    let w = weight;
    let left = D;
    if (left > 0) do {
      const d = madd(f32x4.sub(v128.load(from), m), q, c);
      // not fused, so that a row of one element, whose gradient is 0, has c as its other term
      storeLanes(to, f32x4.add(f32x4.mul(f32x4.mul(v128.load(g), v128.load(w)), ss), d), left);
      from += 16;
      to += 16;
      g += 16;
      w += 16;
      left -= 4;
    } while (left > 0);
  }
}

/** Columns that are summed at a time, and rows whose terms are summed in float32. */
const PANEL: i32 = 1024;
const ROWS: i32 = 128;

/** In scratch memory: a mean and an rstd in four lanes, float32 sums and dots, float64 totals of both. */
const ONE_MEAN: i32 = 0;
const ONE_RSTD: i32 = 16;
const SUMS: i32 = 64;
const TOTALS: i32 = SUMS + PANEL * 8;

/**
 * sums[j] = Σ_r dy[r, j] and dots[j] = Σ_r dy[r, j]·(x[r, j] − mean)·rstd: the gradients of bias and weight. There is
 * a mean and an rstd for each row; or, if the pointer rstd is 0, a mean for each column, and rstd is 1. If the pointer dy is
 * 0, x − mean is in its place. Unit: a column, D in all; sums and dots are written.
 */
export function columnDots(
  begin: i32, end: i32, sums: usize, dots: usize, dy: usize, x: usize, mean: usize, rstd: usize, N: i32, D: i32,
): void {
  expects(begin, end, sums | dots | dy | x | mean | rstd, N | D);
  assert(end <= D);
  const stride = <usize>D << 2;
  const ofRow = workspace + ONE_MEAN;
  v128.store(ofRow, f(1), ONE_RSTD);
  for (let j = begin; j < end; j += PANEL) {
    const cols = min(end - j, PANEL);
    const bytes = <usize>((cols + 3) & ~3) << 2;
    const partial = workspace + SUMS;
    const totals = workspace + TOTALS;
    memory.fill(totals, 0, PANEL * 16);
    for (let r = 0; r < N; r += ROWS) {
      memory.fill(partial, 0, PANEL * 8);
      for (let i = r; i < min(N, r + ROWS); i++) {
        if (rstd) {
          v128.store(ofRow, v128.load32_splat(mean + (<usize>i << 2)), ONE_MEAN);
          v128.store(ofRow, v128.load32_splat(rstd + (<usize>i << 2)), ONE_RSTD);
        }
        const scale = v128.load(ofRow, ONE_RSTD);
        const step: usize = rstd ? 0 : 16;
        let m = rstd ? ofRow : mean + (<usize>j << 2);
        let p = partial;
        let from = x + <usize>i * stride + (<usize>j << 2);
        let g = dy + <usize>i * stride + (<usize>j << 2);
        const stop = partial + bytes;
        do {
          const normal = f32x4.mul(f32x4.sub(v128.load(from), v128.load(m)), scale);
          const v = dy ? v128.load(g) : normal;
          v128.store(p, f32x4.add(v128.load(p), v));
          v128.store(p, madd(v, normal, v128.load(p, PANEL * 4)), PANEL * 4);
          p += 16;
          from += 16;
          g += 16;
          m += step;
        } while (p < stop);
      }
      for (let at: usize = 0; at < bytes; at += 8) {
        const t = totals + at + at;
        const p = partial + at;
        v128.store(t, f64x2.add(v128.load(t), f64x2.promote_low_f32x4(v128.load64_zero(p))));
        v128.store(t, f64x2.add(v128.load(t, PANEL * 8), f64x2.promote_low_f32x4(v128.load64_zero(p, PANEL * 4))), PANEL * 8);
      }
    }
    for (let c = 0; c < cols; c++) {
      const at = <usize>(j + c) << 2;
      store<f32>(sums + at, <f32>load<f64>(totals + (<usize>c << 3)));
      store<f32>(dots + at, <f32>load<f64>(totals + (<usize>c << 3), PANEL * 8));
    }
  }
}
