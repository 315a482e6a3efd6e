/** The exponentials under gelu and silu, each in one piece with what is made of it; constants are those of `math.ts`. */
import { At, expm1Poly, expNonPositive, K, reduce } from './math';
import { madd } from './simd';

/** ½ eˣ: 0 below −87, and ∞ where eˣ itself is. */
// @ts-ignore: decorator
@inline
export function halfExp(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, K(At.halfMax)), K(At.halfMin));
  const t = madd(x, K(At.log2e), K(At.halfBias));
  const s = i32x4.shl(t, 23);
  // s may be ∞
  return f32x4.mul(s, f32x4.add(expm1Poly(reduce(x, f32x4.sub(t, K(At.halfBias)))), K(At.one)));
}

/** exp(−x²/2). */
// @ts-ignore: decorator
@inline
export function bell(x: v128): v128 {
  return expNonPositive(f32x4.neg(f32x4.mul(f32x4.mul(x, x), K(At.half))));
}

/**
 * Φ(x), the normal distribution, from e = bell(x): Φ(−|x|) is e · t · G(t) for t = 1/(1 + 0.35 |x|) and a polynomial G (a
 * minimax fit of the relative error), which keeps its digits where ½ (1 + erf) loses them.
 */
// @ts-ignore: decorator
@inline
export function below(x: v128, e: v128): v128 {
  const t = f32x4.div(K(At.one), madd(f32x4.abs(x), K(At.slow), K(At.one)));
  const t2 = f32x4.mul(t, t);
  const t4 = f32x4.mul(t2, t2);
  const low = madd(t2, madd(t, K(At.g3), K(At.g2)), madd(t, K(At.g1), K(At.g0)));
  const high = madd(t2, madd(t, K(At.g7), K(At.g6)), madd(t, K(At.g5), K(At.g4)));
  const tail = f32x4.mul(f32x4.mul(madd(t4, madd(t4, K(At.g8), high), low), t), e);
  return v128.bitselect(tail, f32x4.sub(K(At.one), tail), i32x4.shr_s(x, 31));
}
