/**
 * The updates of the optimizers that few programs have, each in one pass over the memory it touches, in the order of
 * PyTorch's formulas; and the vector words of L-BFGS.
 *
 * The table, the range, the scalars and `maximize` are as in `optim.ts`; g' = ±g + weightDecay · p.
 */
import { f } from './lanes';
import { storeTail } from './simd';

// The scalars of the call: set by what is exported, read by the loops before they begin.
let decay: f32 = 0;
let negate: bool = false;
let a0: f32 = 0;
let a1: f32 = 0;
let a2: f32 = 0;
let a3: f32 = 0;
let a4: f32 = 0;
let a5: f32 = 0;
let a6: f32 = 0;
let a7: f32 = 0;

// The words of a row of the table, and its bytes.
const G: usize = 4;
const S: usize = 8;
const T: usize = 12;
const SIZE: usize = 20;
const ROW: usize = 24;

/** Stores the first `count` lanes; behind an end lies what may be read but not written. */
// @ts-ignore: decorator
@inline
function put(at: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(at, v);
  else storeTail(at, v, count);
}

/** g'. */
// @ts-ignore: decorator
@inline
function gradient(p: v128, g: usize): v128 {
  const d = v128.xor(v128.load(g), i32x4.splat(<i32>negate << 31));
  return decay != 0 ? f32x4.add(d, f32x4.mul(f(decay), p)) : d;
}

/** keep · old + take · x. */
// @ts-ignore: decorator
@inline
function mean(keep: f32, old: v128, take: f32, x: v128): v128 {
  return f32x4.add(f32x4.mul(f(keep), old), f32x4.mul(f(take), x));
}

@unmanaged class Adadelta {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const square = mean(a1, v128.load(s), a2, f32x4.mul(d, d));
    const past = v128.load(t);
    const by = f32x4.mul(f32x4.div(f32x4.sqrt(f32x4.add(past, f(a3))), f32x4.sqrt(f32x4.add(square, f(a3)))), d);
    put(s, square, count);
    put(t, mean(a1, past, a2, f32x4.mul(by, by)), count);
    put(p, f32x4.sub(x, f32x4.mul(f(a0), by)), count);
  }
}

@unmanaged class Adamax {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a1, v128.load(s), a2, d);
    const most = f32x4.max(f32x4.mul(f(a3), v128.load(t)), f32x4.add(f32x4.abs(d), f(a4)));
    put(s, first, count);
    put(t, most, count);
    put(p, f32x4.sub(x, f32x4.div(f32x4.mul(f(a0), first), most)), count);
  }
}

@unmanaged class NAdam {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a2, v128.load(s), a6, d);
    const second = mean(a3, v128.load(t), a7, f32x4.mul(d, d));
    const by = f32x4.add(f32x4.sqrt(f32x4.mul(second, f(a4))), f(a5));
    put(s, first, count);
    put(t, second, count);
    put(p, f32x4.sub(x, f32x4.div(f32x4.add(f32x4.mul(f(a0), d), f32x4.mul(f(a1), first)), by)), count);
  }
}

@unmanaged class RAdam {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a1, v128.load(s), a6, d);
    const second = mean(a2, v128.load(t), a7, f32x4.mul(d, d));
    let by = f32x4.mul(f(a0), first);
    if (a4 != 0) by = f32x4.div(by, f32x4.add(f32x4.sqrt(second), f(a3)));
    put(s, first, count);
    put(t, second, count);
    put(p, f32x4.sub(x, by), count);
  }
}

@unmanaged class Averaged {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const old = v128.load(p);
    const x = f32x4.sub(f32x4.mul(old, f(a1)), f32x4.mul(f(a0), gradient(old, g)));
    const ax = v128.load(s);
    put(s, a2 == 1 ? x : f32x4.add(ax, f32x4.mul(f(a2), f32x4.sub(x, ax))), count);
    put(p, x, count);
  }
}

@unmanaged class Resilient {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const agree = f32x4.mul(d, v128.load(s));
    const turned = f32x4.lt(agree, f(0));
    let factor = v128.bitselect(f(a0), f(1), turned);
    factor = v128.bitselect(f(a1), factor, f32x4.gt(agree, f(0)));
    const step = f32x4.min(f32x4.max(f32x4.mul(v128.load(t), factor), f(a2)), f(a3));
    const kept = v128.andnot(d, turned);
    // ±step, or 0 where the gradient is 0 or NaN
    const up = v128.and(step, f32x4.gt(kept, f(0)));
    const down = v128.and(step, f32x4.lt(kept, f(0)));
    put(s, kept, count);
    put(t, step, count);
    put(p, f32x4.add(f32x4.sub(x, up), down), count);
  }
}

/** Elements begin … end − 1 of a row's parameter. */
// @ts-ignore: decorator
@inline
function part<Op>(begin: i32, end: i32, row: usize): void {
  const at = <usize>begin << 2;
  let p = load<usize>(row) + at;
  let g = load<usize>(row, G) + at;
  let s = load<usize>(row, S) + at;
  let t = load<usize>(row, T) + at;
  for (let left = end - begin; left > 0; left -= 4) {
    changetype<Op>(0).of(left, p, g, s, t);
    p += 16;
    g += 16;
    s += 16;
    t += 16;
  }
}

// @ts-ignore: decorator
@inline
function update<Op>(begin: i32, end: i32, table: usize): void {
  while (begin < end) {
    const size = load<i32>(table, SIZE);
    if (begin < size) part<Op>(begin, min(end, size), table);
    begin = max(begin - size, 0);
    end -= size;
    table += ROW;
  }
}

/** sq = rho · sq + (1 − rho) · g'²; d = √(acc + eps) / √(sq + eps) · g'; acc = rho · acc + (1 − rho) · d²; p −= lr · d. */
export function adadelta(
  begin: i32, end: i32, table: usize, lr: f64, rho: f64, eps: f64, weightDecay: f64, maximize: bool,
): void {
  a0 = <f32>lr;
  a1 = <f32>rho;
  a2 = <f32>(1 - rho);
  a3 = <f32>eps;
  decay = <f32>weightDecay;
  negate = maximize;
  update<Adadelta>(begin, end, table);
}

/** m = beta1 · m + (1 − beta1) · g'; u = max(beta2 · u, |g'| + eps); p −= clr · m / u, clr = lr / (1 − beta1ᵗ). */
export function adamax(
  begin: i32, end: i32, table: usize,
  clr: f64, beta1: f64, beta2: f64, eps: f64, weightDecay: f64, maximize: bool,
): void {
  a0 = <f32>clr;
  a1 = <f32>beta1;
  a2 = <f32>(1 - beta1);
  a3 = <f32>beta2;
  a4 = <f32>eps;
  decay = <f32>weightDecay;
  negate = maximize;
  update<Adamax>(begin, end, table);
}

/**
 * m and v as in Adam; p −= (ofGradient · g' + ofMean · m) / (√(v / biasCorrection2) + eps), the rates of the gradient and
 * of its mean with the momentum schedule in them.
 */
export function nadam(
  begin: i32, end: i32, table: usize,
  ofGradient: f64, ofMean: f64, beta1: f64, beta2: f64, biasCorrection2: f64, eps: f64, weightDecay: f64,
): void {
  a0 = <f32>ofGradient;
  a1 = <f32>ofMean;
  a2 = <f32>beta1;
  a3 = <f32>beta2;
  a4 = <f32>(1 / biasCorrection2);
  a5 = <f32>eps;
  a6 = <f32>(1 - beta1);
  a7 = <f32>(1 - beta2);
  decay = <f32>weightDecay;
  negate = false;
  update<NAdam>(begin, end, table);
}

/** m and v as in Adam; p −= clr · m · rectified / (√v + eps), clr = lr / (1 − beta1ᵗ), or p −= clr · m where rectified is 0. */
export function radam(
  begin: i32, end: i32, table: usize,
  clr: f64, beta1: f64, beta2: f64, eps: f64, rectified: f64, weightDecay: f64,
): void {
  a0 = <f32>(rectified != 0 ? clr * rectified : clr);
  a1 = <f32>beta1;
  a2 = <f32>beta2;
  a3 = <f32>eps;
  a4 = <f32>rectified;
  a6 = <f32>(1 - beta1);
  a7 = <f32>(1 - beta2);
  decay = <f32>weightDecay;
  negate = false;
  update<RAdam>(begin, end, table);
}

/** p = (1 − lambd · eta) · p − eta · g'; ax += mu · (p − ax), or ax = p where mu is 1. */
export function asgd(
  begin: i32, end: i32, table: usize, eta: f64, lambd: f64, mu: f64, weightDecay: f64, maximize: bool,
): void {
  a0 = <f32>eta;
  a1 = <f32>(1 - lambd * eta);
  a2 = <f32>mu;
  decay = <f32>weightDecay;
  negate = maximize;
  update<Averaged>(begin, end, table);
}

/**
 * step *= etaPlus where ±g and the last one agree in sign, etaMinus where they do not, within [least, most]; where they do
 * not the gradient counts as 0; p −= sign(g) · step; the gradient becomes the last one.
 */
export function rprop(
  begin: i32, end: i32, table: usize, etaMinus: f64, etaPlus: f64, least: f64, most: f64, maximize: bool,
): void {
  a0 = <f32>etaMinus;
  a1 = <f32>etaPlus;
  a2 = <f32>least;
  a3 = <f32>most;
  decay = 0;
  negate = maximize;
  update<Resilient>(begin, end, table);
}

/** z = a · x + b · y over n elements; z may be x or y. */
export function combine(n: i32, z: usize, x: usize, a: f64, y: usize, b: f64): void {
  const va = f(<f32>a), vb = f(<f32>b);
  for (; n > 0; n -= 4) {
    put(z, f32x4.add(f32x4.mul(va, v128.load(x)), f32x4.mul(vb, v128.load(y))), n);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** Σ x · y over n elements, in float64. */
export function dotProduct(n: i32, x: usize, y: usize): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (; n >= 4; n -= 4) {
    const a = v128.load(x), b = v128.load(y);
    low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)));
    high = f64x2.add(
      high,
      f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1)), f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 1))),
    );
    x += 16;
    y += 16;
  }
  low = f64x2.add(low, high);
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  for (; n > 0; n--) {
    sum += <f64>load<f32>(x) * <f64>load<f32>(y);
    x += 4;
    y += 4;
  }
  return sum;
}

/** The greatest |x| of n elements, NaN if any is. */
export function absMax(n: i32, x: usize): f32 {
  let most: f32 = 0;
  for (; n > 0; n--) {
    most = max<f32>(most, abs<f32>(load<f32>(x)));
    x += 4;
  }
  return most;
}

/** Σ |x| over n elements, in float64. */
export function absSum(n: i32, x: usize): f64 {
  let sum: f64 = 0;
  for (; n > 0; n--) {
    sum += <f64>abs<f32>(load<f32>(x));
    x += 4;
  }
  return sum;
}
