/**
 * The updates of the optimizers that few programs use: Adadelta, Adamax, NAdam, RAdam, ASGD, Rprop. Each is one pass over
 * the memory that it touches, in the order of PyTorch's formulas.
 *
 * The table, the range, the scalars and `maximize` are as in `optim.ts`; g' = ±g + weightDecay · p.
 */
import { expects } from '../lib/expects';
import { f } from '../lib/map1';
import { G, ROW, SIZE, STATE } from '../lib/optim-table';
import { storeLanes } from '../lib/rows';

// The scalars of the call: the exported functions set them, and the loops read them.
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

/** keep · old + (take · x) · x: in this order, x² itself need not be one that float32 holds. */
// @ts-ignore: decorator
@inline
function meanSquare(keep: f32, old: v128, take: f32, x: v128): v128 {
  return f32x4.add(f32x4.mul(f(keep), old), f32x4.mul(f32x4.mul(f(take), x), x));
}

@unmanaged class Adadelta {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const square = meanSquare(a1, v128.load(s), a2, d);
    const past = v128.load(t);
    const by = f32x4.mul(f32x4.div(f32x4.sqrt(f32x4.add(past, f(a3))), f32x4.sqrt(f32x4.add(square, f(a3)))), d);
    storeLanes(s, square, count);
    storeLanes(t, meanSquare(a1, past, a2, by), count);
    storeLanes(p, f32x4.sub(x, f32x4.mul(f(a0), by)), count);
  }
}

@unmanaged class Adamax {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a1, v128.load(s), a2, d);
    const most = f32x4.max(f32x4.mul(f(a3), v128.load(t)), f32x4.add(f32x4.abs(d), f(a4)));
    storeLanes(s, first, count);
    storeLanes(t, most, count);
    storeLanes(p, f32x4.sub(x, f32x4.div(f32x4.mul(f(a0), first), most)), count);
  }
}

@unmanaged class NAdam {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a2, v128.load(s), a6, d);
    const second = meanSquare(a3, v128.load(t), a7, d);
    const by = f32x4.add(f32x4.sqrt(f32x4.mul(second, f(a4))), f(a5));
    storeLanes(s, first, count);
    storeLanes(t, second, count);
    storeLanes(p, f32x4.sub(x, f32x4.div(f32x4.add(f32x4.mul(f(a0), d), f32x4.mul(f(a1), first)), by)), count);
  }
}

@unmanaged class RAdam {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const x = v128.load(p);
    const d = gradient(x, g);
    const first = mean(a1, v128.load(s), a6, d);
    const second = meanSquare(a2, v128.load(t), a7, d);
    // a product with the small rate, taken first, might be 0
    const by = f32x4.mul(f(a0), a4 != 0 ? f32x4.div(first, f32x4.add(f32x4.sqrt(second), f(a3))) : first);
    storeLanes(s, first, count);
    storeLanes(t, second, count);
    storeLanes(p, f32x4.sub(x, by), count);
  }
}

@unmanaged class Asgd {
  @inline of(count: i32, p: usize, g: usize, s: usize, t: usize): void {
    const old = v128.load(p);
    const x = f32x4.sub(f32x4.mul(old, f(a1)), f32x4.mul(f(a0), gradient(old, g)));
    const ax = v128.load(s);
    storeLanes(s, a2 == 1 ? x : f32x4.add(ax, f32x4.mul(f(a2), f32x4.sub(x, ax))), count);
    storeLanes(p, x, count);
  }
}

@unmanaged class Rprop {
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
    storeLanes(s, kept, count);
    storeLanes(t, step, count);
    storeLanes(p, f32x4.add(f32x4.sub(x, up), down), count);
  }
}

/** Updates elements begin … end − 1 of the parameter in a row. */
// @ts-ignore: decorator
@inline
function part<Op>(begin: i32, end: i32, row: usize): void {
  const at = <usize>begin << 2;
  let p = load<usize>(row) + at;
  let g = load<usize>(row, G) + at;
  let s = load<usize>(row, STATE) + at;
  let t = load<usize>(row, STATE + 4) + at;
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
  expects(begin, end, table, 0);
  while (begin < end) {
    const size = load<i32>(table, SIZE);
    if (begin < size) part<Op>(begin, min(end, size), table);
    begin = max(begin - size, 0);
    end -= size;
    table += ROW;
  }
}

/**
 * sq = rho · sq + (1 − rho) · g'²; d = √(acc + eps) / √(sq + eps) · g'; acc = rho · acc + (1 − rho) · d²; p −= lr · d.
 */
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
 * m and v as in Adam; p −= (ofGradient · g' + ofMean · m) / (√(v / biasCorrection2) + eps). The rates ofGradient and
 * ofMean include the momentum schedule.
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

/**
 * m and v as in Adam; p −= clr · m · rectified / (√v + eps), or p −= clr · m if rectified is 0; clr = lr / (1 − beta1ᵗ).
 */
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
  update<Asgd>(begin, end, table);
}

/**
 * step *= etaPlus where ±g has the sign of the previous gradient, etaMinus where it has the opposite one, limited to
 * [least, most]; there, the gradient counts as 0. p −= sign(g) · step. The gradient becomes the previous one.
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
  update<Rprop>(begin, end, table);
}
