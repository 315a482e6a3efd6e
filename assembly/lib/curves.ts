/**
 * The loops under the activations, as `map1.ts` has them for arithmetic. An operation reads what it needs of three
 * operands: x and a function of x in the last stage of a composed activation, dy and x in a gradient, or all of them.
 */
import { workspace } from './borrowed';
import { f } from './map1';
import { copyRow, END } from './layout';
import { madd } from './simd';

/** Operations on x; `…Back` on (dy, x); `…End` on (x, t), t being a function of x; `…Slope` on (dy, x, t). */
export const enum Curve {
  none, scale, leakyRelu, hardtanh, hardsigmoid, hardswish, softsign, geluTanh, negGeluTanh, negAbs, negHalfSquare,
  softshrink, threshold,
  leakyReluBack, hardtanhBack, hardsigmoidBack, hardswishBack, softsignBack, shrinkBack, preluBack,
  gateEnd, geluEnd, eluEnd, softplusEnd, logsigmoidEnd, mishEnd, tanhshrinkEnd,
  siluSlope, eluSlope, softplusSlope, geluSlope, geluTanhSlope, mishSlope, tanhshrinkSlope,
}

/** Bytes between the two functions of x that `geluSlope` takes. */
export const PAIR: i32 = 4096;

/** min(max(x + 3, 0), 6). */
// @ts-ignore: decorator
@inline
function gate6(x: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.add(x, f(3)), f(0)), f(6));
}

/** 2√(2/π) (x + 0.044715 x³): geluTanh is x · sigmoid of it. */
// @ts-ignore: decorator
@inline
function gate(x: v128): v128 {
  return f32x4.mul(x, f32x4.add(f(1.5957691216057308), f32x4.mul(f32x4.mul(x, x), f(0.07135481627159999))));
}

/** e² + 2e for e = exp(x), limited to avoid overflow: tanh(softplus(x)) is n / (n + 2). */
// @ts-ignore: decorator
@inline
function mishPart(e: v128): v128 {
  e = f32x4.min(e, f(1e9));
  return f32x4.mul(e, f32x4.add(e, f(2)));
}

@unmanaged class Scale {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 { return f32x4.mul(v128.load(a), p); }
}
@unmanaged class LeakyRelu {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(x, f32x4.mul(x, p), f32x4.gt(x, q));
  }
}
@unmanaged class Hardtanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.min(f32x4.max(v128.load(a), p), q);
  }
}
@unmanaged class Hardsigmoid {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(gate6(v128.load(a)), f(1.0 / 6));
  }
}
@unmanaged class Hardswish {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), f32x4.mul(gate6(v128.load(a)), f(1.0 / 6)));
  }
}
@unmanaged class Softsign {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.div(v128.load(a), f32x4.add(p, f32x4.abs(v128.load(a))));
  }
}
@unmanaged class GeluTanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 { return gate(v128.load(a)); }
}
@unmanaged class NegGeluTanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.neg(f32x4.abs(gate(v128.load(a))));
  }
}
@unmanaged class NegAbs {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.neg(f32x4.abs(v128.load(a)));
  }
}
@unmanaged class NegHalfSquare {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(f32x4.mul(v128.load(a), v128.load(a)), f(-0.5));
  }
}
@unmanaged class Softshrink {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return f32x4.sub(x, f32x4.min(f32x4.max(x, p), q));
  }
}
@unmanaged class Threshold {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(q, x, f32x4.le(x, p));
  }
}
@unmanaged class LeakyReluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a);
    return v128.bitselect(u, f32x4.mul(u, p), f32x4.gt(v128.load(b), q));
  }
}
@unmanaged class HardtanhBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    return v128.andnot(v128.load(a), v128.or(f32x4.le(x, p), f32x4.ge(x, q)));
  }
}
@unmanaged class HardsigmoidBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.and(v128.load(a), f32x4.lt(f32x4.abs(v128.load(b)), f(3))), f(1.0 / 6));
  }
}
@unmanaged class HardswishBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a), x = v128.load(b);
    const middle = f32x4.mul(u, f32x4.add(f32x4.mul(x, f(1.0 / 3)), f(0.5)));
    return v128.andnot(v128.bitselect(middle, u, f32x4.le(x, f(3))), f32x4.lt(x, f(-3)));
  }
}
@unmanaged class SoftsignBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    const s = f32x4.div(p, f32x4.add(p, f32x4.abs(x)));
    // 0 · x turns infinities into NaN, as in PyTorch
    return f32x4.add(f32x4.mul(v128.load(a), f32x4.mul(s, s)), f32x4.mul(x, q));
  }
}
@unmanaged class ShrinkBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    return v128.andnot(v128.load(a), v128.and(f32x4.ge(x, p), f32x4.le(x, q)));
  }
}
@unmanaged class PreluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return v128.bitselect(v128.load(a), v128.load(c), f32x4.gt(v128.load(b), p));
  }
}
@unmanaged class GateEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), v128.load(b));
  }
}
@unmanaged class GeluEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), f32x4.add(q, f32x4.mul(q, v128.load(b))));
  }
}
@unmanaged class EluEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(f32x4.mul(p, v128.load(b)), f32x4.mul(q, x), f32x4.le(x, i32x4.splat(0)));
  }
}
@unmanaged class SoftplusEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(x, f32x4.div(v128.load(b), p), f32x4.gt(f32x4.mul(x, p), q));
  }
}
@unmanaged class LogsigmoidEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.sub(f32x4.pmin(v128.load(a), p), v128.load(b));
  }
}
@unmanaged class MishEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const n = mishPart(v128.load(b));
    return f32x4.mul(v128.load(a), f32x4.div(n, f32x4.add(n, f(2))));
  }
}
// x − t for t = tanh x, and x³ times a polynomial of x² where the difference would lose its digits
@unmanaged class TanhshrinkEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    const z = f32x4.mul(x, x);
    let r = madd(z, f(-0.0017630554802809187), f(0.0077347519966784635));
    r = madd(r, z, f(-0.021521519790920027));
    r = madd(r, z, f(0.05391803119625914));
    r = madd(r, z, f(-0.13333062986392974));
    r = madd(r, z, f(0.33333330941079664));
    return v128.bitselect(f32x4.mul(f32x4.mul(x, z), r), f32x4.sub(x, v128.load(b)), f32x4.lt(z, p));
  }
}
// dy · s · (1 + x (1 − s))
@unmanaged class SiluSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const s = v128.load(c);
    return f32x4.mul(f32x4.mul(v128.load(a), s), f32x4.add(p, f32x4.mul(v128.load(b), f32x4.sub(p, s))));
  }
}
@unmanaged class EluSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), v128.bitselect(f32x4.mul(p, v128.load(c)), q, f32x4.le(v128.load(b), f(0))));
  }
}
@unmanaged class SoftplusSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a);
    return v128.bitselect(u, f32x4.mul(u, v128.load(c)), f32x4.gt(f32x4.mul(v128.load(b), p), q));
  }
}
// dy · (½ (1 + erf) + x · exp(−x²/2) / √(2π))
@unmanaged class GeluSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const density = f32x4.mul(f32x4.mul(v128.load(b), f(0.3989422804014327)), v128.load(c, PAIR));
    return f32x4.mul(v128.load(a), f32x4.add(f32x4.mul(f(0.5), f32x4.add(f(1), v128.load(c))), density));
  }
}
// dy · (s + x · inner′ · t (1 − t)) for t = sigmoid(−|inner|), s = sigmoid(inner)
@unmanaged class GeluTanhSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b), t = v128.load(c);
    const inner = f32x4.add(f(1.5957691216057308), f32x4.mul(f32x4.mul(x, x), f(0.2140644488147999)));
    const r = f32x4.sub(f(1), t);
    const slope = f32x4.mul(f32x4.mul(x, inner), f32x4.mul(t, r));
    return f32x4.mul(v128.load(a), f32x4.add(v128.bitselect(t, r, i32x4.shr_s(x, 31)), slope));
  }
}
// dy · (n/m + x · e/(1 + e) · 4(n + 1)/m²) for m = n + 2
@unmanaged class MishSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    const whole = v128.load(c);
    const e = f32x4.min(whole, f(1e9));
    const n = f32x4.mul(e, f32x4.add(e, f(2)));
    const s = f32x4.div(f(1), f32x4.add(n, f(2)));
    const slope = f32x4.mul(f32x4.mul(f32x4.mul(f(4), f32x4.add(n, f(1))), s), s);
    const gate = f32x4.div(e, f32x4.add(f(1), e));
    // where e was limited, tanh is 1 and its slope nothing, which x would magnify
    const rest = v128.and(f32x4.mul(x, f32x4.mul(gate, slope)), f32x4.lt(whole, f(1e9)));
    // 0 · x turns infinities into NaN, as in PyTorch
    return f32x4.mul(v128.load(a), f32x4.add(f32x4.add(f32x4.mul(n, s), rest), f32x4.mul(x, f(0))));
  }
}

// dy · t²
@unmanaged class TanhshrinkSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), f32x4.mul(v128.load(c), v128.load(c)));
  }
}

// @ts-ignore: decorator
@inline
function loop<Op>(count: i32, y: usize, a: usize, b: usize, c: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(a, b, c, p, q));
    y += 16;
    a += 16;
    b += 16;
    c += 16;
  } while (--count);
}

/** y = op(a, b, c) over count ≥ 1 whole vectors; y may be any operand. */
export function map(op: Curve, count: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  switch (op) {
    case Curve.scale: return loop<Scale>(count, y, a, b, c, p, q);
    case Curve.leakyRelu: return loop<LeakyRelu>(count, y, a, b, c, p, q);
    case Curve.hardtanh: return loop<Hardtanh>(count, y, a, b, c, p, q);
    case Curve.hardsigmoid: return loop<Hardsigmoid>(count, y, a, b, c, p, q);
    case Curve.hardswish: return loop<Hardswish>(count, y, a, b, c, p, q);
    case Curve.softsign: return loop<Softsign>(count, y, a, b, c, p, q);
    case Curve.geluTanh: return loop<GeluTanh>(count, y, a, b, c, p, q);
    case Curve.negGeluTanh: return loop<NegGeluTanh>(count, y, a, b, c, p, q);
    case Curve.negAbs: return loop<NegAbs>(count, y, a, b, c, p, q);
    case Curve.negHalfSquare: return loop<NegHalfSquare>(count, y, a, b, c, p, q);
    case Curve.softshrink: return loop<Softshrink>(count, y, a, b, c, p, q);
    case Curve.threshold: return loop<Threshold>(count, y, a, b, c, p, q);
    case Curve.leakyReluBack: return loop<LeakyReluBack>(count, y, a, b, c, p, q);
    case Curve.hardtanhBack: return loop<HardtanhBack>(count, y, a, b, c, p, q);
    case Curve.hardsigmoidBack: return loop<HardsigmoidBack>(count, y, a, b, c, p, q);
    case Curve.hardswishBack: return loop<HardswishBack>(count, y, a, b, c, p, q);
    case Curve.softsignBack: return loop<SoftsignBack>(count, y, a, b, c, p, q);
    case Curve.shrinkBack: return loop<ShrinkBack>(count, y, a, b, c, p, q);
    case Curve.preluBack: return loop<PreluBack>(count, y, a, b, c, p, q);
    case Curve.gateEnd: return loop<GateEnd>(count, y, a, b, c, p, q);
    case Curve.geluEnd: return loop<GeluEnd>(count, y, a, b, c, p, q);
    case Curve.eluEnd: return loop<EluEnd>(count, y, a, b, c, p, q);
    case Curve.softplusEnd: return loop<SoftplusEnd>(count, y, a, b, c, p, q);
    case Curve.logsigmoidEnd: return loop<LogsigmoidEnd>(count, y, a, b, c, p, q);
    case Curve.mishEnd: return loop<MishEnd>(count, y, a, b, c, p, q);
    case Curve.tanhshrinkEnd: return loop<TanhshrinkEnd>(count, y, a, b, c, p, q);
    case Curve.siluSlope: return loop<SiluSlope>(count, y, a, b, c, p, q);
    case Curve.eluSlope: return loop<EluSlope>(count, y, a, b, c, p, q);
    case Curve.softplusSlope: return loop<SoftplusSlope>(count, y, a, b, c, p, q);
    case Curve.geluSlope: return loop<GeluSlope>(count, y, a, b, c, p, q);
    case Curve.geluTanhSlope: return loop<GeluTanhSlope>(count, y, a, b, c, p, q);
    case Curve.mishSlope: return loop<MishSlope>(count, y, a, b, c, p, q);
    case Curve.tanhshrinkSlope: return loop<TanhshrinkSlope>(count, y, a, b, c, p, q);
  }
}

/** y = op(a, b, c) over n elements; nothing after the last one is written. y may be any operand. */
export function each(op: Curve, n: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  if (n <= 0) return;
  const past = <usize>(n & ~3) << 2;
  if (past) map(op, n >> 2, y, a, b, c, p, q);
  if (n & 3) {
    map(op, 1, workspace + END, a + past, b + past, c + past, p, q);
    copyRow(y + past, workspace + END, n & 3);
  }
}
