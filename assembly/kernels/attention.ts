/**
 * Attention over items of a batch, each a head of an image or a sentence:
 *
 *   P = softmax(scale · Q Kᵀ)      y = P V
 *
 *   dV = Pᵀ dy      dS = scale · P ∘ (dy Vᵀ − Σ over a row of P ∘ dy Vᵀ)      dQ = dS K      dK = dSᵀ Q
 *
 * Shapes of an item: Q[L, E], K[S, E], V[S, Ev], P[L, S], y[L, Ev]. An item's P stays in cache between its products. Unit: an item.
 */
import { gemm, gemmBlocks, maxAfter, rowMax, sweep } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { EXP, storeLanes, sumLanes64 } from '../lib/rows';
import { madd, tailMask } from '../lib/simd';

/** C(m×n) = alpha · op(A) · op(B), without gaps between rows. */
// @ts-ignore: decorator
@inline
function product(transA: i32, transB: i32, m: i32, n: i32, k: i32, alpha: f32, a: usize, b: usize, c: usize): void {
  gemm(0, gemmBlocks(m, n, k), transA, transB, m, n, k, alpha, a, transA ? m : k, b, transB ? k : n, 0, c, n, 0);
}

/** Softmax of the rows of p[L, S], in place. */
function softmaxRows(p: usize, L: i32, S: i32): void {
  const row = <usize>S << 2;
  const end = p + <usize>L * row;
  let m = rowMax(S, p);
  let done = p;
  let a: f32 = 1;
  // each sweep turns a row into exponentials and finishes the one before; the first has none before it
  for (let at = p; at < end; at += row) {
    const after = at + row < end ? at + row : p;
    a = <f32>(1 / sweep(EXP, S, after, at, m, done, at, a, 0));
    m = maxAfter;
    done = at;
  }
  for (let j = 0; j < S; j += 4) {
    const at = done + (<usize>j << 2);
    storeLanes(at, f32x4.mul(v128.load(at), f32x4.splat(a)), S - j);
  }
}

/** Reads Q, K and V; writes P and y. If `causal`, a query sees the keys up to its own place only. */
export function attention(
  begin: i32, end: i32, y: usize, p: usize, q: usize, k: usize, v: usize, L: i32, S: i32, E: i32, Ev: i32, scale: f32, causal: i32,
): void {
  expects(begin, end, y | p | q | k | v, L | S | E | Ev);
  assert(min(min(L, S), min(E, Ev)) > 0);
  for (let i = begin; i < end; i++) {
    const P = p + (<usize>(i * L * S) << 2);
    product(0, 1, L, S, E, scale, q + (<usize>(i * L * E) << 2), k + (<usize>(i * S * E) << 2), P);
    if (causal) {
      for (let r = 0; r < L; r++) {
        for (let c = r + 1; c < S; c++) store<f32>(P + (<usize>(r * S + c) << 2), -Infinity);
      }
    }
    softmaxRows(P, L, S);
    product(0, 0, L, Ev, S, 1, P, v + (<usize>(i * S * Ev) << 2), y + (<usize>(i * L * Ev) << 2));
  }
}

/** dS of a row: p and d are P and dy Vᵀ, and d is overwritten. */
// @ts-ignore: decorator
@inline
function scoreSlopes(p: usize, d: usize, S: i32, scale: f32): void {
  let s0 = f32x4.splat(0), s1 = s0;
  let j = 0;
  for (; j + 8 <= S; j += 8) {
    const at = <usize>j << 2;
    s0 = madd(v128.load(p + at), v128.load(d + at), s0);
    s1 = madd(v128.load(p + at, 16), v128.load(d + at, 16), s1);
  }
  for (; j < S; j += 4) {
    const at = <usize>j << 2;
    s0 = f32x4.add(s0, v128.and(f32x4.mul(v128.load(p + at), v128.load(d + at)), tailMask(S - j)));
  }
  const mean = f32x4.splat(<f32>sumLanes64(f32x4.add(s0, s1)));
  const by = f32x4.splat(scale);
  for (j = 0; j < S; j += 4) {
    const at = <usize>j << 2;
    const v = f32x4.mul(f32x4.mul(v128.load(p + at), by), f32x4.sub(v128.load(d + at), mean));
    storeLanes(d + at, v, S - j);
  }
}

/** Reads P, Q, K, V and dy; writes dS, dQ, dK and dV; those whose address is 0 are not wanted, and without dQ and dK no dS. */
export function attentionBackward(
  begin: i32, end: i32, dq: usize, dk: usize, dv: usize, ds: usize, dy: usize, p: usize, q: usize, k: usize, v: usize,
  L: i32, S: i32, E: i32, Ev: i32, scale: f32,
): void {
  expects(begin, end, dq | dk | dv | ds | dy | p | q | k | v, L | S | E | Ev);
  assert(min(min(L, S), min(E, Ev)) > 0);
  for (let i = begin; i < end; i++) {
    const P = p + (<usize>(i * L * S) << 2);
    const g = dy + (<usize>(i * L * Ev) << 2);
    if (dv) product(1, 0, S, Ev, L, 1, P, g, dv + (<usize>(i * S * Ev) << 2));
    if (!(dq | dk)) continue;
    const D = ds + (<usize>(i * L * S) << 2);
    product(0, 1, L, S, Ev, 1, g, v + (<usize>(i * S * Ev) << 2), D);
    for (let r = 0; r < L; r++) scoreSlopes(P + (<usize>(r * S) << 2), D + (<usize>(r * S) << 2), S, scale);
    if (dq) product(0, 0, L, E, S, 1, D, k + (<usize>(i * S * E) << 2), dq + (<usize>(i * L * E) << 2));
    if (dk) product(1, 0, S, E, L, 1, D, q + (<usize>(i * L * E) << 2), dk + (<usize>(i * S * E) << 2));
  }
}
