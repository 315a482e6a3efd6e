/**
 * The updates of optimizers, each in one pass over the memory it touches, in the order of PyTorch's formulas.
 *
 * A call takes any number of parameters, from a table of six words for each: the addresses of p and of its gradient g, up
 * to three of its state, null where it is not kept, and the number of elements. They are contiguous float32 of one size;
 * p and the state are read and written, g is read. The unit of a range is an element, counted through the table. Scalars
 * come in float64 and are rounded once, after what is formed of them. With `maximize` the gradient counts as its negative.
 */
import { f } from './lanes';
import { copyRow, FREE } from './layout';
import { workspace } from './workspace';

const enum Kind {
  sgd, adam, rmsprop, adagrad,
}

// The scalars of the call: set by what is exported, read by the loops before they begin.
let rate: f32 = 0;
let decay: f32 = 0;
let negate: bool = false;
let eps: f32 = 0;
/** The shares of what was and of what comes, in a mean or a momentum. */
let keep1: f32 = 0;
let take1: f32 = 0;
let keep2: f32 = 0;
let take2: f32 = 0;
let root: f32 = 1;
let shrink: f32 = 1;
let isNesterov: bool = false;
let isFirst: bool = false;

/** ±g + weightDecay · p. */
// @ts-ignore: decorator
@inline
function gradient(p: usize, g: usize, minus: bool, weightDecay: f32): v128 {
  let v = v128.load(g);
  if (minus) v = f32x4.neg(v);
  if (weightDecay != 0) v = f32x4.add(v, f32x4.mul(f(weightDecay), v128.load(p)));
  return v;
}

/** keep · old + take · x, put back. */
// @ts-ignore: decorator
@inline
function blend(at: usize, keep: v128, take: v128, x: v128): v128 {
  const v = f32x4.add(f32x4.mul(keep, v128.load(at)), f32x4.mul(take, x));
  v128.store(at, v);
  return v;
}

// @ts-ignore: decorator
@inline
function sgdLoop(count: i32, p: usize, g: usize, buf: usize): void {
  const lr = f(rate), momentum = f(keep1), take = f(take1), minus = negate, wd = decay;
  const first = isFirst, nesterov = isNesterov;
  do {
    let d = gradient(p, g, minus, wd);
    if (buf) {
      let b = d;
      if (first) v128.store(buf, b);
      else b = blend(buf, momentum, take, d);
      buf += 16;
      d = nesterov ? f32x4.add(d, f32x4.mul(momentum, b)) : b;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(lr, d)));
    p += 16;
    g += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function adamLoop(count: i32, p: usize, g: usize, m: usize, v: usize, vmax: usize): void {
  const lr = f(rate), floor = f(eps), b1 = f(keep1), r1 = f(take1), b2 = f(keep2), r2 = f(take2);
  const scale = f(root), keep = f(shrink), minus = negate, wd = decay;
  do {
    const d = gradient(p, g, minus, wd);
    const first = blend(m, b1, r1, d);
    let second = blend(v, b2, r2, f32x4.mul(d, d));
    if (vmax) {
      second = f32x4.max(second, v128.load(vmax));
      v128.store(vmax, second);
      vmax += 16;
    }
    const by = f32x4.add(f32x4.div(f32x4.sqrt(second), scale), floor);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), keep), f32x4.div(f32x4.mul(lr, first), by)));
    p += 16;
    g += 16;
    m += 16;
    v += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function rmspropLoop(count: i32, p: usize, g: usize, sq: usize, avg: usize, buf: usize): void {
  const lr = f(rate), floor = f(eps), a = f(keep2), r = f(take2), momentum = f(keep1), one = f(1);
  const minus = negate, wd = decay;
  do {
    const d = gradient(p, g, minus, wd);
    let second = blend(sq, a, r, f32x4.mul(d, d));
    if (avg) {
      const first = blend(avg, a, r, d);
      second = f32x4.sub(second, f32x4.mul(first, first));
      avg += 16;
    }
    let by = f32x4.div(d, f32x4.add(f32x4.sqrt(second), floor));
    if (buf) {
      by = blend(buf, momentum, one, by);
      buf += 16;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(lr, by)));
    p += 16;
    g += 16;
    sq += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function adagradLoop(count: i32, p: usize, g: usize, sum: usize): void {
  const lr = f(rate), floor = f(eps), one = f(1), minus = negate, wd = decay;
  do {
    const d = gradient(p, g, minus, wd);
    const s = blend(sum, one, one, f32x4.mul(d, d));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(lr, d), f32x4.add(f32x4.sqrt(s), floor))));
    p += 16;
    g += 16;
    sum += 16;
  } while (--count);
}

/** Whole vectors, at least one, with up to three arrays of state. */
function loop(kind: Kind, count: i32, p: usize, g: usize, s: usize, t: usize, u: usize): void {
  switch (kind) {
    case Kind.sgd: return sgdLoop(count, p, g, s);
    case Kind.adam: return adamLoop(count, p, g, s, t, u);
    case Kind.rmsprop: return rmspropLoop(count, p, g, s, t, u);
    case Kind.adagrad: return adagradLoop(count, p, g, s);
  }
}

/** The vector at x in slot i of scratch memory, where it can be written whole. */
function borrow(x: usize, i: i32): usize {
  const slot = workspace + FREE + (<usize>i << 4);
  v128.store(slot, v128.load(x));
  return x ? slot : 0;
}

/** And its first `count` elements back. */
function giveBack(x: usize, i: i32, count: i32): void {
  if (x) copyRow(x, workspace + FREE + (<usize>i << 4), count);
}

/** Elements begin … end − 1 of a parameter. */
function part(kind: Kind, begin: i32, end: i32, p: usize, g: usize, s: usize, t: usize, u: usize): void {
  const count = (end - begin) >> 2;
  const rest = (end - begin) & 3;
  const at = <usize>begin << 2;
  p += at;
  g += at;
  if (s) s += at;
  if (t) t += at;
  if (u) u += at;
  if (count) loop(kind, count, p, g, s, t, u);
  if (!rest) return;
  const past = <usize>count << 4;
  p += past;
  if (s) s += past;
  if (t) t += past;
  if (u) u += past;
  loop(kind, 1, borrow(p, 0), g + past, borrow(s, 1), borrow(t, 2), borrow(u, 3));
  giveBack(p, 0, rest);
  giveBack(s, 1, rest);
  giveBack(t, 2, rest);
  giveBack(u, 3, rest);
}

/** Bytes of a row of the table. */
const ROW: usize = 24;

function update(kind: Kind, begin: i32, end: i32, table: usize): void {
  while (begin < end) {
    const size = load<i32>(table, 20);
    if (begin < size) {
      part(
        kind, begin, min(end, size),
        load<usize>(table), load<usize>(table, 4), load<usize>(table, 8), load<usize>(table, 12), load<usize>(table, 16),
      );
    }
    begin = max(begin - size, 0);
    end -= size;
    table += ROW;
  }
}

/**
 * State: buf, if there is momentum. g' = ±g + weightDecay · p; buf = momentum · buf + (1 − dampening) · g', and g' itself at the first step;
 * p −= lr · (nesterov ? g' + momentum · buf : buf). Without buf p −= lr · g'.
 */
export function sgd(
  begin: i32, end: i32, table: usize,
  lr: f64, momentum: f64, dampening: f64, weightDecay: f64, nesterov: bool, first: bool, maximize: bool,
): void {
  rate = <f32>lr;
  keep1 = <f32>momentum;
  take1 = <f32>(1 - dampening);
  decay = <f32>weightDecay;
  isNesterov = nesterov;
  isFirst = first;
  negate = maximize;
  update(Kind.sgd, begin, end, table);
}

/**
 * g' = ±g + weightDecay · p, or, if decoupled (AdamW), p *= 1 − lr · weightDecay instead;
 * m = beta1 · m + (1 − beta1) · g'; v = beta2 · v + (1 − beta2) · g'²; vmax = max(vmax, v), taking v's place;
 * p −= lr / biasCorrection1 · m / (√v / biasCorrection2Sqrt + eps), with 1 − beta1ᵗ and √(1 − beta2ᵗ) at step t.
 */
export function adam(
  begin: i32, end: i32, table: usize,
  lr: f64, beta1: f64, beta2: f64, epsilon: f64, weightDecay: f64, decoupled: bool,
  biasCorrection1: f64, biasCorrection2Sqrt: f64, maximize: bool,
): void {
  rate = <f32>(lr / biasCorrection1);
  root = <f32>biasCorrection2Sqrt;
  eps = <f32>epsilon;
  keep1 = <f32>beta1;
  take1 = <f32>(1 - beta1);
  keep2 = <f32>beta2;
  take2 = <f32>(1 - beta2);
  decay = decoupled ? 0 : <f32>weightDecay;
  shrink = decoupled ? <f32>(1 - lr * weightDecay) : 1;
  negate = maximize;
  update(Kind.adam, begin, end, table);
}

/**
 * g' = ±g + weightDecay · p; sq = alpha · sq + (1 − alpha) · g'²; avg (if centred) = alpha · avg + (1 − alpha) · g';
 * d = g' / (√(sq − avg²) + eps); buf (with momentum) = momentum · buf + d; p −= lr · (buf or d).
 */
export function rmsprop(
  begin: i32, end: i32, table: usize,
  lr: f64, alpha: f64, epsilon: f64, weightDecay: f64, momentum: f64, maximize: bool,
): void {
  rate = <f32>lr;
  eps = <f32>epsilon;
  keep1 = <f32>momentum;
  keep2 = <f32>alpha;
  take2 = <f32>(1 - alpha);
  decay = <f32>weightDecay;
  negate = maximize;
  update(Kind.rmsprop, begin, end, table);
}

/** g' = ±g + weightDecay · p; sum += g'²; p −= clr · g' / (√sum + eps), clr = lr / (1 + (t − 1) · lrDecay). */
export function adagrad(
  begin: i32, end: i32, table: usize,
  clr: f64, epsilon: f64, weightDecay: f64, maximize: bool,
): void {
  rate = <f32>clr;
  eps = <f32>epsilon;
  decay = <f32>weightDecay;
  negate = maximize;
  update(Kind.adagrad, begin, end, table);
}
