/**
 * The updates of optimizers, each in one pass over the memory it touches, in the order of PyTorch's formulas.
 *
 * A call takes any number of parameters, from a table with a row for each (`lib/optim-table.ts`). p and the state are read
 * and written, g is read. The unit of a range is an element, counted through the table. Scalars come in float64 and are
 * rounded once, after everything that is derived from them. With `maximize` the gradient counts as its negative.
 */
import { expects } from '../lib/expects';
import { f } from '../lib/map1';
import { FREE } from '../lib/layout';
import { G, ROW, SIZE, STATE } from '../lib/optim-table';
import { storeTail } from '../lib/simd';
import { workspace } from '../lib/workspace';

const enum Kind {
  sgd, adam, rmsprop,
}

// The scalars of the call: the exported functions set them, and the loops read them before they begin.
let rate: f32 = 0;
let decay: f32 = 0;
let negate: bool = false;
let eps: f32 = 0;
/** In a mean or a momentum, the shares of the old value and of the new one. */
let keep1: f32 = 0;
let take1: f32 = 0;
let keep2: f32 = 0;
let take2: f32 = 0;
let shrink: f32 = 1;
let isNesterov: bool = false;

/** Stores keep · old + take · x, and returns it. */
// @ts-ignore: decorator
@inline
function blend(at: usize, keep: v128, take: v128, x: v128): v128 {
  const v = f32x4.add(f32x4.mul(keep, v128.load(at)), f32x4.mul(take, x));
  v128.store(at, v);
  return v;
}

/** Stores keep · old + (take · x) · x, and returns it: in this order, x² itself need not be one that float32 holds. */
// @ts-ignore: decorator
@inline
function blendSquare(at: usize, keep: v128, take: v128, x: v128): v128 {
  return blend(at, keep, f32x4.mul(take, x), x);
}

// @ts-ignore: decorator
@inline
function sgdLoop(count: i32, p: usize, g: usize): void {
  const lr = f(rate);
  do {
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(lr, v128.load(g))));
    p += 16;
    g += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function momentumLoop(count: i32, p: usize, g: usize, buf: usize): void {
  const lr = f(rate), momentum = f(keep1), take = f(take1), share = f(keep2), ahead = i32x4.splat(-<i32>isNesterov);
  do {
    const d = v128.load(g);
    const b = f32x4.mul(share, blend(buf, momentum, take, d));
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(lr, f32x4.add(v128.and(d, ahead), b))));
    p += 16;
    g += 16;
    buf += 16;
  } while (--count);
}

// @ts-ignore: decorator
@inline
function adamLoop(count: i32, p: usize, g: usize, m: usize, v: usize, vmax: usize): void {
  const lr = f(rate), floor = f(eps), b1 = f(keep1), r1 = f(take1), b2 = f(keep2), r2 = f(take2), keep = f(shrink);
  do {
    const d = v128.load(g);
    const first = blend(m, b1, r1, d);
    let second = blendSquare(v, b2, r2, d);
    if (vmax) {
      second = f32x4.max(second, v128.load(vmax));
      v128.store(vmax, second);
      vmax += 16;
    }
    const by = f32x4.add(f32x4.sqrt(second), floor);
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
  do {
    const d = v128.load(g);
    let second = blendSquare(sq, a, r, d);
    if (avg) {
      const first = blend(avg, a, r, d);
      // an infinite mean square stays so: there is no ∞ to take from it
      second = f32x4.sub(second, f32x4.pmin(f32x4.mul(first, first), f(f32.MAX_VALUE)));
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

/** Vectors of a strip, which is updated at a time: a changed copy of its gradients stays in the first-level cache. */
const STRIP: i32 = 256;

/** Parameters of more than LARGE vectors are walked in two halves, TURN vectors of each in turn, which is well below a page. */
const LARGE: i32 = 1 << 18;
const TURN: i32 = 32;

/** Writes ±g + weightDecay · p. */
// @ts-ignore: decorator
@inline
function change(count: i32, to: usize, p: usize, g: usize): void {
  const sign = i32x4.splat(<i32>negate << 31), wd = f(decay);
  do {
    let v = v128.xor(v128.load(g), sign);
    if (decay != 0) v = f32x4.add(v, f32x4.mul(wd, v128.load(p)));
    v128.store(to, v);
    to += 16;
    p += 16;
    g += 16;
  } while (--count);
}

/** The address at the byte `at` of the array in a word of a row, or 0 if there is none. */
// @ts-ignore: decorator
@inline
function place(row: usize, word: usize, at: usize): usize {
  const x = load<usize>(row + word);
  return x ? x + at : 0;
}

/** Updates 1 to STRIP whole vectors from the byte `at` on of the arrays in a row. */
function strip(kind: Kind, count: i32, row: usize, at: usize): void {
  const p = load<usize>(row) + at;
  let g = load<usize>(row, G) + at;
  const s = place(row, STATE, at);
  const t = place(row, STATE + 4, at);
  const u = place(row, STATE + 8, at);
  if (negate || decay != 0) {
    const changed = workspace + FREE;
    change(count, changed, p, g);
    g = changed;
  }
  switch (kind) {
    case Kind.sgd: return s ? momentumLoop(count, p, g, s) : sgdLoop(count, p, g);
    case Kind.adam: return adamLoop(count, p, g, s, t, u);
    case Kind.rmsprop: return rmspropLoop(count, p, g, s, t, u);
  }
}

/** Updates the last 1 to 3 elements, at the byte `at`: in copies that can be written as whole vectors, with a row of their own. */
function ending(kind: Kind, count: i32, row: usize, at: usize): void {
  const own = workspace + FREE + (<usize>STRIP << 4);
  for (let word: usize = 0; word < SIZE; word += 4) {
    const x = place(row, word, at);
    const copy = own + ROW + (word << 2);
    store<usize>(own + word, x ? copy : 0);
    if (x) v128.store(copy, v128.load(x));
  }
  strip(kind, 1, own, 0);
  for (let word: usize = 0; word < SIZE; word += 4) {
    const x = place(row, word, at);
    if (x && word != G) storeTail(x, v128.load(own + ROW + (word << 2)), count);
  }
}

/** Updates elements begin … end − 1 of the parameter in a row. */
function part(kind: Kind, begin: i32, end: i32, row: usize): void {
  let at = <usize>begin << 2;
  let count = (end - begin) >> 2;
  // Beyond the caches, SGD is bound by memory, which serves more streams sooner: it walks two halves in turn.
  let pairs = kind == Kind.sgd && count > LARGE ? count / (2 * TURN) : 0;
  const half = <usize>(pairs * TURN) << 4;
  count -= 2 * TURN * pairs;
  for (; pairs; pairs--) {
    strip(kind, TURN, row, at);
    strip(kind, TURN, row, at + half);
    at += TURN << 4;
  }
  at += half;
  for (; count > 0; count -= STRIP) {
    strip(kind, min(count, STRIP), row, at);
    at += STRIP << 4;
  }
  const rest = (end - begin) & 3;
  if (rest) ending(kind, rest, row, <usize>(end - rest) << 2);
}

function update(kind: Kind, begin: i32, end: i32, table: usize): void {
  expects(begin, end, table, 0);
  while (begin < end) {
    const size = load<i32>(table, SIZE);
    if (begin < size) part(kind, begin, min(end, size), table);
    begin = max(begin - size, 0);
    end -= size;
    table += ROW;
  }
}

/**
 * State: buf, if there is momentum. g' = ±g + weightDecay · p; buf = momentum · buf + (1 − dampening) · g', and 0 + g' at the
 * first step; p −= lr · (nesterov ? g' + momentum · buf : buf). Without buf p −= lr · g'.
 */
export function sgd(
  begin: i32, end: i32, table: usize,
  lr: f64, momentum: f64, dampening: f64, weightDecay: f64, nesterov: bool, first: bool, maximize: bool,
): void {
  rate = <f32>lr;
  keep1 = <f32>momentum;
  take1 = first ? 1 : <f32>(1 - dampening);
  keep2 = nesterov ? <f32>momentum : 1;
  decay = <f32>weightDecay;
  isNesterov = nesterov;
  negate = maximize;
  update(Kind.sgd, begin, end, table);
}

/**
 * g' = ±g + weightDecay · p, or, if decoupled (AdamW), p *= 1 − lr · weightDecay instead;
 * m = beta1 · m + (1 − beta1) · g'; v = beta2 · v + (1 − beta2) · g'²; vmax = max(vmax, v), which replaces v;
 * p −= lr / biasCorrection1 · m / (√v / biasCorrection2Sqrt + eps), with 1 − beta1ᵗ and √(1 − beta2ᵗ) at step t.
 * lr and eps are multiplied by them instead, because divisions limit the loop.
 */
export function adam(
  begin: i32, end: i32, table: usize,
  lr: f64, beta1: f64, beta2: f64, epsilon: f64, weightDecay: f64, decoupled: bool,
  biasCorrection1: f64, biasCorrection2Sqrt: f64, maximize: bool,
): void {
  rate = <f32>(lr / biasCorrection1 * biasCorrection2Sqrt);
  eps = <f32>(epsilon * biasCorrection2Sqrt);
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

/**
 * g' = ±g + weightDecay · p; sum += g'²; p −= clr · g' / (√sum + eps), clr = lr / (1 + (t − 1) · lrDecay): RMSprop
 * without decay.
 */
export function adagrad(
  begin: i32, end: i32, table: usize,
  clr: f64, epsilon: f64, weightDecay: f64, maximize: bool,
): void {
  rate = <f32>clr;
  eps = <f32>epsilon;
  keep2 = 1;
  take2 = 1;
  decay = <f32>weightDecay;
  negate = maximize;
  update(Kind.rmsprop, begin, end, table);
}
