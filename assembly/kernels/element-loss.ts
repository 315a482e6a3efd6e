/**
 * Losses of pairs of elements, and their sums in the same pass. x(n) is the input, y(n) the target, w(n) are the weights
 * and p(n) the weights of the positive class, both all 1 if the pointer is 0:
 *
 *   smoothL1    slope · (|d| − β/2) where |d| > β, else curve · d²,  d = x − y
 *   bce         −y · max(log x, −100) − (1 − y) · max(log (1 − x), −100)
 *   bceLogits   (1 − y) · x + (1 + (p − 1) · y) · log (1 + e⁻ˣ)
 *   focal       that without p · u^β · (curve · y + (1 − curve) · (1 − y)),  u = (1 − y) · sigmoid x + y · sigmoid −x
 *
 * each times w. The last factor of focal is 1 if curve is negative. smoothL1 is the absolute error for β = 0, the squared error for β = ∞, and the Huber loss for slope = β = δ,
 * curve = ½. The unit of a range is a block of BLOCK elements, ⌈n / BLOCK⌉ in all.
 */
import { map1, map2, sumBlock, workspace } from '../lib/borrowed';
import { Curve, map, PAIR } from '../lib/curves';
import { expects } from '../lib/expects';
import { f, One, Two } from '../lib/map1';
import { copyRow, FREE, REPEAT_B } from '../lib/layout';

/** Elements of a block. */
export const BLOCK: i32 = PAIR >> 2;
/** In scratch memory: the result, and an intermediate value. */
const A: i32 = FREE;
const B: i32 = A + PAIR;
const C: i32 = B + PAIR;

export const enum Kind {
  smoothL1, bce, bceLogits, focal,
}

// @ts-ignore: decorator
@inline
function smoothL1(count: i32, t: usize, x: usize, y: usize, beta: f32, curve: f32, slope: f32): void {
  const edge = f(beta), half = f(beta * 0.5), c = f(curve), s = f(slope);
  do {
    const d = f32x4.abs(f32x4.sub(v128.load(x), v128.load(y)));
    const far = f32x4.mul(s, f32x4.sub(d, half));
    v128.store(t, v128.bitselect(far, f32x4.mul(f32x4.mul(d, c), d), f32x4.gt(d, edge)));
    t += 16;
    x += 16;
    y += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function smoothL1Slope(
  count: i32, t: usize, x: usize, y: usize, beta: f32, curve: f32, slope: f32, scale: f32,
): void {
  const edge = f(beta), c = f(curve + curve), s = f(slope * scale), sign = f(-0.0);
  // so that neither a steep curve nor a great difference overflows before the other factor is there
  const steep = curve >= 0.5, first = steep ? f(scale) : c, second = steep ? c : f(scale);
  // the slope of the absolute error is 0 for NaN too, as in PyTorch
  const curved = f32x4.ne(c, f(0));
  do {
    const d = f32x4.sub(v128.load(x), v128.load(y));
    const near = v128.and(f32x4.mul(second, f32x4.mul(first, d)), curved);
    v128.store(t, v128.bitselect(v128.xor(s, v128.and(d, sign)), near, f32x4.gt(f32x4.abs(d), edge)));
    t += 16;
    x += 16;
    y += 16;
  } while (--count);
}

/** From log x in t, and log (1 − x) PAIR bytes after it. */
// @ts-ignore: decorator
@inline
function bce(count: i32, t: usize, y: usize): void {
  const least = f(-100);
  do {
    const target = v128.load(y);
    const a = f32x4.mul(target, f32x4.max(v128.load(t), least));
    const b = f32x4.mul(f32x4.sub(target, f(1)), f32x4.max(v128.load(t, PAIR), least));
    v128.store(t, f32x4.sub(b, a));
    t += 16;
    y += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function bceSlope(count: i32, t: usize, x: usize, y: usize): void {
  do {
    const v = v128.load(x);
    const by = f32x4.max(f32x4.mul(f32x4.sub(f(1), v), v), f(1e-12));
    v128.store(t, f32x4.div(f32x4.sub(v, v128.load(y)), by));
    t += 16;
    x += 16;
    y += 16;
  } while (--count);
}

/** The four weights at p, or ones if p is 0. */
// @ts-ignore: decorator
@inline
function weights(p: usize): v128 {
  return p ? v128.load(p) : f(1);
}

/** From log (1 + e^−|x|) in t. */
// @ts-ignore: decorator
@inline
function bceLogits(count: i32, t: usize, x: usize, y: usize, p: usize): void {
  const one = f(1);
  do {
    const v = v128.load(x), target = v128.load(y);
    const share = f32x4.add(one, f32x4.mul(f32x4.sub(weights(p), one), target));
    const curve = f32x4.add(v128.load(t), f32x4.max(f32x4.neg(v), f(0)));
    v128.store(t, f32x4.add(f32x4.mul(f32x4.sub(one, target), v), f32x4.mul(share, curve)));
    t += 16;
    x += 16;
    y += 16;
    if (p) p += 16;
  } while (--count);
}

/** From the sigmoid of x in t. */
// @ts-ignore: decorator
@inline
function bceLogitsSlope(count: i32, t: usize, y: usize, p: usize): void {
  do {
    const target = v128.load(y);
    const positive = f32x4.mul(weights(p), target);
    const all = f32x4.add(f32x4.sub(f(1), target), positive);
    v128.store(t, f32x4.sub(f32x4.mul(all, v128.load(t)), positive));
    t += 16;
    y += 16;
    if (p) p += 16;
  } while (--count);
}

/** sigmoid of x from z = e^−|x|: full accuracy at both ends. */
// @ts-ignore: decorator
@inline
function sigmoidOf(x: v128, z: v128): v128 {
  const one = f(1);
  return f32x4.div(v128.bitselect(one, z, f32x4.ge(x, f(0))), f32x4.add(one, z));
}

/** u of `focal` in C, from e^−|x| in B. */
// @ts-ignore: decorator
@inline
function focalMiss(count: i32, x: usize, y: usize): void {
  let t = workspace;
  do {
    const v = v128.load(x), z = v128.load(t, B), target = v128.load(y);
    const no = f32x4.mul(sigmoidOf(v, z), f32x4.sub(f(1), target));
    v128.store(t, f32x4.add(no, f32x4.mul(sigmoidOf(f32x4.neg(v), z), target)), C);
    t += 16;
    x += 16;
    y += 16;
  } while (--count);
}

/** From log (1 + z) in A, z = e^−|x| in B, u in C, and u^gamma behind it. */
// @ts-ignore: decorator
@inline
function focal(slopes: bool, count: i32, x: usize, y: usize, gamma: f32, alpha: f32): void {
  let t = workspace;
  const one = f(1), zero = f(0);
  // alpha · y + (1 − alpha) · (1 − y) = still + steep · y
  const still = f(alpha < 0 ? 1 : 1 - alpha), steep = f(alpha < 0 ? 0 : 2 * alpha - 1);
  do {
    const v = v128.load(x), target = v128.load(y), u = v128.load(t, C);
    const factor = f32x4.mul(f32x4.add(still, f32x4.mul(steep, target)), v128.load(t, C + PAIR));
    const rest = f32x4.sub(one, target);
    const side = v128.bitselect(rest, f32x4.neg(target), f32x4.ge(v, zero));
    let l = f32x4.add(f32x4.mul(side, v), v128.load(t, A));
    if (slopes) {
      const z = v128.load(t, B);
      const q = sigmoidOf(v, z), r = sigmoidOf(f32x4.neg(v), z);
      const du = f32x4.mul(f32x4.mul(q, r), f32x4.sub(rest, target));
      // of u = 0, whose power is 0, the logarithm's slope counts as 0
      const ratio = v128.and(f32x4.div(du, u), f32x4.ne(u, zero));
      l = f32x4.mul(f32x4.mul(f(gamma), ratio), l);
      l = f32x4.add(l, f32x4.sub(f32x4.mul(q, rest), f32x4.mul(r, target)));
    }
    v128.store(t, f32x4.mul(factor, l), A);
    t += 16;
    x += 16;
    y += 16;
  } while (--count);
}

/** Leaves `count` vectors of losses, or of their derivatives by x times `scale`, in A. */
function terms(
  kind: Kind, slopes: bool, count: i32, x: usize, y: usize, w: usize, p: usize, beta: f32, curve: f32, slope: f32,
  scale: f32,
): void {
  const t = workspace + A;
  if (kind == Kind.smoothL1) {
    if (slopes) smoothL1Slope(count, t, x, y, beta, curve, slope, scale);
    else smoothL1(count, t, x, y, beta, curve, slope);
  } else if (kind == Kind.bce) {
    if (slopes) {
      bceSlope(count, t, x, y);
    } else {
      map1(One.log, count, t, x, 0, 0);
      map1(One.scale, count, workspace + B, x, -1, 0);
      map1(One.log1p, count, workspace + B, workspace + B, 0, 0);
      bce(count, t, y);
    }
  } else if (kind == Kind.focal) {
    map(Curve.negAbs, count, workspace + B, x, x, x, 0, 0);
    map1(One.exp, count, workspace + B, workspace + B, 0, 0);
    map1(One.log1p, count, t, workspace + B, 0, 0);
    focalMiss(count, x, y);
    const u = workspace + C;
    if (beta == 2) {
      map2(Two.mul, count, u + PAIR, u, u, 16, 16, 0, 0);
    } else {
      v128.store(workspace + REPEAT_B, f(beta));
      map2(Two.pow, count, u + PAIR, u, workspace + REPEAT_B, 16, 0, 0, 0);
    }
    focal(slopes, count, x, y, beta, curve);
  } else if (slopes) {
    map1(One.sigmoid, count, t, x, 0, 0);
    bceLogitsSlope(count, t, y, p);
  } else {
    map(Curve.negAbs, count, t, x, x, x, 0, 0);
    map1(One.exp, count, t, t, 0, 0);
    map1(One.log1p, count, t, t, 0, 0);
    bceLogits(count, t, x, y, p);
  }
  if (w) map2(Two.mul, count, t, t, w, 16, 16, 0, 0);
  // a slope of smoothL1 may only be finite with it
  if (slopes && kind != Kind.smoothL1 && scale != 1) map1(One.scale, count, t, t, scale, 0);
}

/**
 * Writes loss(n), and to partial[i] the sum of block i in float64, for `sumPartials`. Either pointer may be 0.
 */
export function elementLoss(
  begin: i32, end: i32, kind: i32, loss: usize, partial: usize, x: usize, y: usize, w: usize, p: usize, n: i32,
  beta: f32, curve: f32, slope: f32,
): void {
  expects(begin, end, loss | x | y | w | p, n);
  assert((partial & 7) == 0 && <u32>kind <= <u32>Kind.focal);
  assert(begin == end || (end - 1) * BLOCK < n);
  const t = workspace + A;
  for (let i = begin; i < end; i++) {
    const at = <usize>i * PAIR;
    const count = min(BLOCK, n - i * BLOCK);
    terms(kind, false, (count + 3) >> 2, x + at, y + at, w ? w + at : 0, p ? p + at : 0, beta, curve, slope, 1);
    if (loss) copyRow(loss + at, t, count);
    if (partial) store<f64>(partial + (<usize>i << 3), sumBlock(count, t));
  }
}

/**
 * Writes dx(n), the gradient of scale · Σ dloss · loss by x. dloss has n elements if `each`, else one.
 */
export function elementLossBackward(
  begin: i32, end: i32, kind: i32, dx: usize, dloss: usize, each: bool, scale: f32, x: usize, y: usize, w: usize,
  p: usize, n: i32, beta: f32, curve: f32, slope: f32,
): void {
  expects(begin, end, dx | dloss | x | y | w | p, n);
  assert(<u32>kind <= <u32>Kind.focal);
  assert(begin == end || (end - 1) * BLOCK < n);
  const t = workspace + A;
  scale = each ? 1 : scale * load<f32>(dloss);
  for (let i = begin; i < end; i++) {
    const at = <usize>i * PAIR;
    const count = min(BLOCK, n - i * BLOCK);
    const vectors = (count + 3) >> 2;
    terms(kind, true, vectors, x + at, y + at, w ? w + at : 0, p ? p + at : 0, beta, curve, slope, scale);
    if (each) map2(Two.mul, vectors, t, t, dloss + at, 16, 16, 0, 0);
    copyRow(dx + at, t, count);
  }
}

/** The place of the first element that is outside [0, 1] or NaN; −1 if there is none. */
export function checkUnit(x: usize, n: i32): i32 {
  expects(0, n, x, 0);
  for (let i = 0; i < n; i++) {
    const v = load<f32>(x + (<usize>i << 2));
    if (!(v >= 0 && v <= 1)) return i;
  }
  return -1;
}
