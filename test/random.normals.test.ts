// Every uniform that can reach the normals' logarithm, sine and cosine: 2^24 of each, against a scalar reference whose
// multiply-adds are fused. It proves that the kernel's second rounding never shows.
import { afterAll, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import { fillNormal, Generator } from '../src/random.ts';

const f = Math.fround;
const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);

/** a · b + c rounded once to float32; the product of two float32 is exact in float64. */
function fma(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const rounded = f(sum);
  const across = 2 * sum - rounded;
  if (sum === rounded || f(across) !== across) return rounded; // not half way between two float32: nothing to spoil
  const t = sum - product;
  const lost = product - (sum - t) + (c - t);
  if (lost === 0) return rounded;
  double[0] = sum;
  bits[0] = (bits[0] as bigint) + (lost > 0 === sum > 0 ? 1n : -1n);
  return f(double[0]);
}

// Moshier's Cephes single-precision functions, fused where PyTorch's AVX2 build fuses.
const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1, 2.0000714765e-1,
  -2.4999993993e-1, 3.3333331174e-1,
].map(f);
type Three = [number, number, number];
const [SIN, COS, PI_OVER_4] = [
  [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1],
  [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2],
  [0.78515625, 2.4187564849853515625e-4, 3.77489497744594108e-8],
].map((parts) => parts.map(f)) as [Three, Three, Three];
const LN2 = [0.693359375, f(-2.1219444e-4)] as const;
const [FOUR_OVER_PI, TWO_PI, ROOT_HALF] = [4 / Math.PI, 2 * Math.PI, Math.SQRT1_2].map(f) as Three;

function logf(x: number): number {
  let e = 32 - Math.clz32(x * 2 ** 24) - 24;
  let m = x * 2 ** -e;
  if (m < ROOT_HALF) {
    e--;
    m *= 2;
  }
  m -= 1;
  const z = f(m * m);
  let y = LOG[0] as number;
  for (let i = 1; i < LOG.length; i++) y = fma(y, m, LOG[i] as number);
  y = fma(f(y * m), z, f(e * LN2[1]));
  y = fma(z, -0.5, y);
  return fma(e, LN2[0], f(m + y));
}

/** The sine and cosine of 2πu, into `out`. */
function sincosf(u: number, out: Float32Array): void {
  let x = f(TWO_PI * u);
  const j = (Math.trunc(f(x * FOUR_OVER_PI)) + 1) & ~1;
  for (const part of PI_OVER_4) x = fma(-j, part, x);
  const z = f(x * x);
  const cos = f(fma(f(fma(fma(COS[0], z, COS[1]), z, COS[2]) * z), z, -0.5 * z) + 1);
  const sin = fma(f(fma(fma(SIN[0], z, SIN[1]), z, SIN[2]) * z), x, x);
  out[0] = (j & 4 ? -1 : 1) * (j & 2 ? cos : sin);
  out[1] = ((j - 2) & 4 ? 1 : -1) * (j & 2 ? sin : cos);
}

const N = 624;
const ptr = heap.alloc(N * 4);
afterAll(() => heap.free(ptr, N * 4));

it('are right for every uniform', { timeout: 120_000 }, () => {
  const g = new Generator(0);
  const wave = new Float32Array(2);
  const word = (i: number) => i & 0xffffff;
  const shuffled = (i: number) => word(Math.imul(i, 0x9e3779b1)); // odd: each comes once
  let wrong = 0;
  for (let first = 0; first < 2 ** 24; first += N / 2) {
    // A block of tempered words, as the twister would leave it: 8 for radii, 8 for angles, and so on.
    for (let at = 0, i = first; at < N; at += 16) {
      for (let lane = 0; lane < 8; lane++, i++) {
        g.words[N + at + lane] = word(i);
        g.words[N + at + 8 + lane] = shuffled(i);
      }
    }
    g.words[2 * N] = 0;
    fillNormal(ptr, N, g, 0, 1);
    const got = heap.f32.subarray(ptr >>> 2, (ptr >>> 2) + N);
    for (let at = 0, i = first; at < N; at += 16) {
      for (let lane = 0; lane < 8; lane++, i++) {
        const radius = f(Math.sqrt(f(-2 * logf(1 - word(i) / 2 ** 24))));
        sincosf(shuffled(i) / 2 ** 24, wave);
        if (got[at + lane] !== f(radius * (wave[1] as number))) wrong++;
        if (got[at + 8 + lane] !== f(radius * (wave[0] as number))) wrong++;
      }
    }
  }
  expect(wrong).toBe(0);
});
