/** The loops of `lanes.ts` for operations on two and three operands. */
import { f, PAIR, Three, Two } from './lanes';
import { copyRow, END } from './layout';
import { workspace } from './workspace';
import * as math from './math';

// @ts-ignore: decorator
@inline
function truth(mask: v128, flip: v128): v128 {
  return v128.xor(i32x4.shr_u(mask, 31), flip);
}

@unmanaged class Add { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.add(u, v); } }
@unmanaged class Mul { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.mul(u, v); } }
@unmanaged class Div { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.div(u, v); } }
@unmanaged class Max { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.max(u, v); } }
@unmanaged class Min { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return f32x4.min(u, v); } }
@unmanaged class MulI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.mul(u, v); } }
@unmanaged class MaxI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.max_s(u, v); } }
@unmanaged class MinI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return i32x4.min_s(u, v); } }
@unmanaged class AddScaledI32 {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return i32x4.add(u, i32x4.mul(p, v));
  }
}
// comparisons give 0 or 1, the other way round if q is 1
@unmanaged class Eq { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.eq(u, v), q); } }
@unmanaged class Lt { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.lt(u, v), q); } }
@unmanaged class Le { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(f32x4.le(u, v), q); } }
@unmanaged class EqI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(i32x4.eq(u, v), q); } }
@unmanaged class LtI32 { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return truth(i32x4.lt_s(u, v), q); } }
@unmanaged class Pow { @inline of(u: v128, v: v128, p: v128, q: v128): v128 { return math.pow(u, v); } }
@unmanaged class AddScaled {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.add(u, f32x4.mul(p, v));
  }
}
// not where v ≤ 0, so that NaN passes
@unmanaged class ReluBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.andnot(u, f32x4.le(v, p));
  }
}
@unmanaged class LeakyReluBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.bitselect(u, f32x4.mul(u, p), f32x4.gt(v, q));
  }
}
@unmanaged class TanhBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(u, f32x4.sub(p, f32x4.mul(v, v)));
  }
}
@unmanaged class SigmoidBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(f32x4.mul(u, f32x4.sub(p, v)), v);
  }
}
@unmanaged class ClampBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.and(u, v128.and(f32x4.ge(v, p), f32x4.le(v, q)));
  }
}
@unmanaged class HardtanhBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.andnot(u, v128.or(f32x4.le(v, p), f32x4.ge(v, q)));
  }
}
@unmanaged class HardswishBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    const middle = f32x4.mul(u, f32x4.add(f32x4.mul(v, f(1.0 / 3)), f(0.5)));
    return v128.andnot(v128.bitselect(middle, u, f32x4.le(v, f(3))), f32x4.lt(v, f(-3)));
  }
}
@unmanaged class SoftsignBack {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    const s = f32x4.div(p, f32x4.add(p, f32x4.abs(v)));
    // 0 · x makes NaN of infinities, as PyTorch has it
    return f32x4.add(f32x4.mul(u, f32x4.mul(s, s)), f32x4.mul(v, q));
  }
}
@unmanaged class GeluEnd {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.mul(u, f32x4.add(q, f32x4.mul(q, v)));
  }
}
@unmanaged class EluEnd {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.bitselect(f32x4.mul(p, v), f32x4.mul(q, u), f32x4.le(u, i32x4.splat(0)));
  }
}
@unmanaged class SoftplusEnd {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return v128.bitselect(u, f32x4.div(v, p), f32x4.gt(f32x4.mul(u, p), q));
  }
}
@unmanaged class LogsigmoidEnd {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    return f32x4.sub(f32x4.pmin(u, p), v);
  }
}
@unmanaged class MishEnd {
  @inline of(u: v128, v: v128, p: v128, q: v128): v128 {
    const n = mishPart(v);
    return f32x4.mul(u, f32x4.div(n, f32x4.add(n, f(2))));
  }
}

// @ts-ignore: decorator
@inline
function loop2<Op>(count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(v128.load(a), v128.load(b), p, q));
    y += 16;
    a += da;
    b += db;
  } while (--count);
}

/** e² + 2e for e = exp(x), held below overflow: tanh(softplus(x)) is n / (n + 2). */
// @ts-ignore: decorator
@inline
function mishPart(e: v128): v128 {
  e = f32x4.min(e, f(1e9));
  return f32x4.mul(e, f32x4.add(e, f(2)));
}

/** y = op(a, b) over count ≥ 1 whole vectors; `da`, `db` are 16, or 0 where a vector stays. y may be a or b. */
export function map2(op: Two, count: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32): void {
  switch (op) {
    case Two.add: return loop2<Add>(count, y, a, b, da, db, p, q);
    case Two.mul: return loop2<Mul>(count, y, a, b, da, db, p, q);
    case Two.div: return loop2<Div>(count, y, a, b, da, db, p, q);
    case Two.max: return loop2<Max>(count, y, a, b, da, db, p, q);
    case Two.min: return loop2<Min>(count, y, a, b, da, db, p, q);
    case Two.addScaledI32: return loop2<AddScaledI32>(count, y, a, b, da, db, p, q);
    case Two.eq: return loop2<Eq>(count, y, a, b, da, db, p, q);
    case Two.lt: return loop2<Lt>(count, y, a, b, da, db, p, q);
    case Two.le: return loop2<Le>(count, y, a, b, da, db, p, q);
    case Two.eqI32: return loop2<EqI32>(count, y, a, b, da, db, p, q);
    case Two.ltI32: return loop2<LtI32>(count, y, a, b, da, db, p, q);
    case Two.mulI32: return loop2<MulI32>(count, y, a, b, da, db, p, q);
    case Two.maxI32: return loop2<MaxI32>(count, y, a, b, da, db, p, q);
    case Two.minI32: return loop2<MinI32>(count, y, a, b, da, db, p, q);
    case Two.pow: return loop2<Pow>(count, y, a, b, da, db, p, q);
    case Two.addScaled: return loop2<AddScaled>(count, y, a, b, da, db, p, q);
    case Two.reluBack: return loop2<ReluBack>(count, y, a, b, da, db, p, q);
    case Two.leakyReluBack: return loop2<LeakyReluBack>(count, y, a, b, da, db, p, q);
    case Two.tanhBack: return loop2<TanhBack>(count, y, a, b, da, db, p, q);
    case Two.sigmoidBack: return loop2<SigmoidBack>(count, y, a, b, da, db, p, q);
    case Two.clampBack: return loop2<ClampBack>(count, y, a, b, da, db, p, q);
    case Two.hardtanhBack: return loop2<HardtanhBack>(count, y, a, b, da, db, p, q);
    case Two.hardswishBack: return loop2<HardswishBack>(count, y, a, b, da, db, p, q);
    case Two.softsignBack: return loop2<SoftsignBack>(count, y, a, b, da, db, p, q);
    case Two.geluEnd: return loop2<GeluEnd>(count, y, a, b, da, db, p, q);
    case Two.eluEnd: return loop2<EluEnd>(count, y, a, b, da, db, p, q);
    case Two.softplusEnd: return loop2<SoftplusEnd>(count, y, a, b, da, db, p, q);
    case Two.logsigmoidEnd: return loop2<LogsigmoidEnd>(count, y, a, b, da, db, p, q);
    case Two.mishEnd: return loop2<MishEnd>(count, y, a, b, da, db, p, q);
  }
}

/** y = op(a, b) on the elements of a range; an operand whose step is 0 repeats. Aliases as in `map2`. */
export function each2(
  op: Two, begin: i32, end: i32, y: usize, a: usize, b: usize, da: usize, db: usize, p: f32, q: f32,
): void {
  if (begin >= end) return;
  const n = end - begin;
  y += <usize>begin << 2;
  a += <usize>begin * (da >> 2);
  b += <usize>begin * (db >> 2);
  const whole = <usize>n >> 2;
  if (whole) map2(op, <i32>whole, y, a, b, da, db, p, q);
  if (n & 3) {
    map2(op, 1, workspace + END, a + whole * da, b + whole * db, da, db, p, q);
    copyRow(y + (whole << 4), workspace + END, n & 3);
  }
}

@unmanaged class Where {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    return v128.bitselect(x, t, i32x4.eq(u, i32x4.splat(0)));
  }
}
// dy · s · (1 + x (1 − s))
@unmanaged class SiluBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    return f32x4.mul(f32x4.mul(u, t), f32x4.add(p, f32x4.mul(x, f32x4.sub(p, t))));
  }
}
@unmanaged class EluBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    return f32x4.mul(u, v128.bitselect(f32x4.mul(p, t), q, f32x4.le(x, f(0))));
  }
}
@unmanaged class SoftplusBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    return v128.bitselect(u, f32x4.mul(u, t), f32x4.gt(f32x4.mul(x, p), q));
  }
}
// dy · (½ (1 + erf) + x · exp(−x²/2) / √(2π))
@unmanaged class GeluBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    const density = f32x4.mul(f32x4.mul(x, f(0.3989422804014327)), v128.load(at, PAIR));
    return f32x4.mul(u, f32x4.add(f32x4.mul(f(0.5), f32x4.add(f(1), t)), density));
  }
}
// dy · (s + x · inner′ · t (1 − t)) for t = sigmoid(−|inner|), s = sigmoid(inner)
@unmanaged class GeluTanhBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    const inner = f32x4.add(f(1.5957691216057308), f32x4.mul(f32x4.mul(x, x), f(0.2140644488147999)));
    const r = f32x4.sub(f(1), t);
    const slope = f32x4.mul(f32x4.mul(x, inner), f32x4.mul(t, r));
    return f32x4.mul(u, f32x4.add(v128.bitselect(t, r, i32x4.shr_s(x, 31)), slope));
  }
}
// dy · (n/m + x · e/(1 + e) · 4(n + 1)/m²) for m = n + 2
@unmanaged class MishBack {
  @inline of(u: v128, x: v128, t: v128, p: v128, q: v128, at: usize): v128 {
    const e = f32x4.min(t, f(1e9));
    const n = f32x4.mul(e, f32x4.add(e, f(2)));
    const s = f32x4.div(f(1), f32x4.add(n, f(2)));
    const slope = f32x4.mul(f32x4.mul(f32x4.mul(f(4), f32x4.add(n, f(1))), s), s);
    const gate = f32x4.div(e, f32x4.add(f(1), e));
    // 0 · x makes NaN of infinities, as PyTorch has it
    const d = f32x4.add(f32x4.mul(n, s), f32x4.mul(x, f32x4.add(f32x4.mul(gate, slope), f(0))));
    return f32x4.mul(u, f32x4.add(d, f32x4.mul(x, f(0))));
  }
}

// @ts-ignore: decorator
@inline
function loop3<Op>(count: i32, y: usize, a: usize, b: usize, c: usize, s: f32, t: f32): void {
  const p = f(s);
  const q = f(t);
  do {
    v128.store(y, changetype<Op>(0).of(v128.load(a), v128.load(b), v128.load(c), p, q, c));
    y += 16;
    a += 16;
    b += 16;
    c += 16;
  } while (--count);
}

function map3(op: Three, count: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  switch (op) {
    case Three.where: return loop3<Where>(count, y, a, b, c, p, q);
    case Three.siluBack: return loop3<SiluBack>(count, y, a, b, c, p, q);
    case Three.eluBack: return loop3<EluBack>(count, y, a, b, c, p, q);
    case Three.softplusBack: return loop3<SoftplusBack>(count, y, a, b, c, p, q);
    case Three.geluBack: return loop3<GeluBack>(count, y, a, b, c, p, q);
    case Three.geluTanhBack: return loop3<GeluTanhBack>(count, y, a, b, c, p, q);
    case Three.mishBack: return loop3<MishBack>(count, y, a, b, c, p, q);
  }
}

/** y = op(a, b, c) on the elements of a range; y may be any of them. */
export function each3(op: Three, begin: i32, end: i32, y: usize, a: usize, b: usize, c: usize, p: f32, q: f32): void {
  if (begin >= end) return;
  const n = end - begin;
  const at = <usize>begin << 2;
  y += at;
  a += at;
  b += at;
  c += at;
  const past = <usize>(n & ~3) << 2;
  if (past) map3(op, n >> 2, y, a, b, c, p, q);
  if (n & 3) {
    map3(op, 1, workspace + END, a + past, b + past, c + past, p, q);
    copyRow(y + past, workspace + END, n & 3);
  }
}
