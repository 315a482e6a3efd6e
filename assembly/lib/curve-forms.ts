/**
 * The formulas under the activations: classes without instances, as `map1.ts` has them. `a`, `b` and `c` are the addresses of
 * a vector of each operand, p and q the parameters of the operation in all four lanes; `curves.ts` says what the operands are.
 */
import { f } from './map1';
import { At, K } from './math';
import { bell, below, halfExp } from './bell';
import { madd } from './simd';

/** Bytes of a chunk of elements. */
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

@unmanaged export class Scale {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 { return f32x4.mul(v128.load(a), p); }
}
@unmanaged export class LeakyRelu {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(x, f32x4.mul(x, p), f32x4.gt(x, q));
  }
}
@unmanaged export class Hardtanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.min(f32x4.max(v128.load(a), p), q);
  }
}
@unmanaged export class Hardsigmoid {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(gate6(v128.load(a)), f(1.0 / 6));
  }
}
@unmanaged export class Hardswish {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), f32x4.mul(gate6(v128.load(a)), f(1.0 / 6)));
  }
}
@unmanaged export class Softsign {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.div(v128.load(a), f32x4.add(p, f32x4.abs(v128.load(a))));
  }
}
@unmanaged export class GeluTanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 { return gate(v128.load(a)); }
}
@unmanaged export class NegGeluTanh {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.neg(f32x4.abs(gate(v128.load(a))));
  }
}
@unmanaged export class NegAbs {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.neg(f32x4.abs(v128.load(a)));
  }
}
@unmanaged export class Gelu {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return f32x4.mul(x, below(x, bell(x)));
  }
}
@unmanaged export class Silu {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return f32x4.div(f32x4.mul(x, K(At.half)), f32x4.add(K(At.half), halfExp(f32x4.neg(x))));
  }
}
// dy · (Φ + x φ)
@unmanaged export class GeluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    const e = bell(x);
    return f32x4.mul(v128.load(a), madd(f32x4.mul(x, K(At.density)), e, below(x, e)));
  }
}
// dy · s · (1 + x (1 − s))
@unmanaged export class SiluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    const s = f32x4.div(K(At.half), f32x4.add(K(At.half), halfExp(f32x4.neg(x))));
    return f32x4.mul(f32x4.mul(v128.load(a), s), madd(x, f32x4.sub(K(At.one), s), K(At.one)));
  }
}
@unmanaged export class Softshrink {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return f32x4.sub(x, f32x4.min(f32x4.max(x, p), q));
  }
}
@unmanaged export class Threshold {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(q, x, f32x4.le(x, p));
  }
}
@unmanaged export class LeakyReluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a);
    return v128.bitselect(u, f32x4.mul(u, p), f32x4.gt(v128.load(b), q));
  }
}
@unmanaged export class HardtanhBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    return v128.andnot(v128.load(a), v128.or(f32x4.le(x, p), f32x4.ge(x, q)));
  }
}
@unmanaged export class HardsigmoidBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.and(v128.load(a), f32x4.lt(f32x4.abs(v128.load(b)), f(3))), f(1.0 / 6));
  }
}
@unmanaged export class HardswishBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a), x = v128.load(b);
    const middle = f32x4.mul(u, f32x4.add(f32x4.mul(x, f(1.0 / 3)), f(0.5)));
    return v128.andnot(v128.bitselect(middle, u, f32x4.le(x, f(3))), f32x4.lt(x, f(-3)));
  }
}
@unmanaged export class SoftsignBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    const s = f32x4.div(p, f32x4.add(p, f32x4.abs(x)));
    // 0 · x turns infinities into NaN, as in PyTorch
    return f32x4.add(f32x4.mul(v128.load(a), f32x4.mul(s, s)), f32x4.mul(x, q));
  }
}
@unmanaged export class ShrinkBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b);
    return v128.andnot(v128.load(a), v128.and(f32x4.ge(x, p), f32x4.le(x, q)));
  }
}
@unmanaged export class PreluBack {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return v128.bitselect(v128.load(a), v128.load(c), f32x4.gt(v128.load(b), p));
  }
}
@unmanaged export class GateEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), v128.load(b));
  }
}
@unmanaged export class EluEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(f32x4.mul(p, v128.load(b)), f32x4.mul(q, x), f32x4.le(x, i32x4.splat(0)));
  }
}
@unmanaged export class SoftplusEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(a);
    return v128.bitselect(x, f32x4.div(v128.load(b), p), f32x4.gt(f32x4.mul(x, p), q));
  }
}
@unmanaged export class LogsigmoidEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.sub(f32x4.pmin(v128.load(a), p), v128.load(b));
  }
}
@unmanaged export class MishEnd {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const n = mishPart(v128.load(b));
    return f32x4.mul(v128.load(a), f32x4.div(n, f32x4.add(n, f(2))));
  }
}
// x − t for t = tanh x, and x³ times a polynomial of x² where the difference would lose its digits
@unmanaged export class TanhshrinkEnd {
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
@unmanaged export class EluSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), v128.bitselect(f32x4.mul(p, v128.load(c)), q, f32x4.le(v128.load(b), f(0))));
  }
}
@unmanaged export class SoftplusSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const u = v128.load(a);
    return v128.bitselect(u, f32x4.mul(u, v128.load(c)), f32x4.gt(f32x4.mul(v128.load(b), p), q));
  }
}
// dy · (s + x · inner′ · t (1 − t)) for t = sigmoid(−|inner|), s = sigmoid(inner)
@unmanaged export class GeluTanhSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    const x = v128.load(b), t = v128.load(c);
    // finite, since t is 0 long before
    const square = f32x4.min(f32x4.mul(x, x), f(1e30));
    const inner = f32x4.add(f(1.5957691216057308), f32x4.mul(square, f(0.2140644488147999)));
    const r = f32x4.sub(f(1), t);
    const slope = f32x4.mul(f32x4.mul(x, t), f32x4.mul(inner, r));
    return f32x4.mul(v128.load(a), f32x4.add(v128.bitselect(t, r, i32x4.shr_s(x, 31)), slope));
  }
}
// dy · (n/m + x · e/(1 + e) · 4(n + 1)/m²) for m = n + 2
@unmanaged export class MishSlope {
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
@unmanaged export class TanhshrinkSlope {
  @inline of(a: usize, b: usize, c: usize, p: v128, q: v128): v128 {
    return f32x4.mul(v128.load(a), f32x4.mul(v128.load(c), v128.load(c)));
  }
}
