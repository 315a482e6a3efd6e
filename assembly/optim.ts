/**
 * The updates of optimizers, each in one pass over the memory it touches, in the order of PyTorch's formulas.
 *
 * p, g and the state are contiguous float32 of one size; p and the state are read and written, g is read. The unit of a
 * range is an element. Scalars come in float64 and are rounded once, after what is formed of them. A state that is not
 * kept is a null pointer. The `…Many` forms do a table of small parameters in one call.
 */
import { f, FREE } from './lanes';
import { storeTail } from './simd';
import { workspace } from './workspace';

/** The vector with an array's last elements into slot i of scratch memory, where it can be written whole. */
function borrow(x: usize, i: i32): usize {
  if (!x) return 0;
  const slot = workspace + FREE + (<usize>i << 4);
  v128.store(slot, v128.load(x));
  return slot;
}

/** And its `count` elements back. */
function giveBack(x: usize, i: i32, count: i32): void {
  if (x) storeTail(x, v128.load(workspace + FREE + (<usize>i << 4)), count);
}

/** x + bytes, but null stays null. */
// @ts-ignore: decorator
@inline
function beyond(x: usize, bytes: usize): usize {
  return x ? x + bytes : 0;
}

/** ±g + weightDecay · p. */
// @ts-ignore: decorator
@inline
function gradient(p: usize, g: usize, weightDecay: f32, maximize: bool): v128 {
  let v = v128.load(g);
  if (maximize) v = f32x4.neg(v);
  if (weightDecay != 0) v = f32x4.add(v, f32x4.mul(f(weightDecay), v128.load(p)));
  return v;
}

function sgdLoop(
  count: i32, p: usize, g: usize, buf: usize,
  lr: f32, momentum: f32, keep: f32, weightDecay: f32, nesterov: bool, first: bool, maximize: bool,
): void {
  const rate = f(lr);
  const m = f(momentum);
  const k = f(keep);
  do {
    let v = gradient(p, g, weightDecay, maximize);
    if (buf) {
      const b = first ? v : f32x4.add(f32x4.mul(m, v128.load(buf)), f32x4.mul(k, v));
      v128.store(buf, b);
      buf += 16;
      v = nesterov ? f32x4.add(v, f32x4.mul(m, b)) : b;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rate, v)));
    p += 16;
    g += 16;
  } while (--count);
}

/**
 * g' = ±g + weightDecay · p; buf = momentum · buf + (1 − dampening) · g', and g' itself at the first step;
 * p −= lr · (nesterov ? g' + momentum · buf : buf). Without buf p −= lr · g'.
 */
export function sgd(
  begin: i32, end: i32, p: usize, g: usize, buf: usize,
  lr: f64, momentum: f64, dampening: f64, weightDecay: f64, nesterov: bool, first: bool, maximize: bool,
): void {
  if (begin >= end) return;
  const count = (end - begin) >> 2;
  const rest = (end - begin) & 3;
  let at = <usize>begin << 2;
  const rate = <f32>lr, m = <f32>momentum, keep = <f32>(1 - dampening), decay = <f32>weightDecay;
  if (count) sgdLoop(count, p + at, g + at, beyond(buf, at), rate, m, keep, decay, nesterov, first, maximize);
  if (!rest) return;
  at += <usize>count << 4;
  p += at;
  buf = beyond(buf, at);
  sgdLoop(1, borrow(p, 0), g + at, borrow(buf, 1), rate, m, keep, decay, nesterov, first, maximize);
  giveBack(p, 0, rest);
  giveBack(buf, 1, rest);
}

/** `sgd` for each of `count` rows (p, g, buf, n) of int32 in a table. */
export function sgdMany(
  count: i32, table: usize,
  lr: f64, momentum: f64, dampening: f64, weightDecay: f64, nesterov: bool, first: bool, maximize: bool,
): void {
  for (; count > 0; count--) {
    sgd(
      0, load<i32>(table, 12), load<usize>(table), load<usize>(table, 4), load<usize>(table, 8),
      lr, momentum, dampening, weightDecay, nesterov, first, maximize,
    );
    table += 16;
  }
}

function adamLoop(
  count: i32, p: usize, g: usize, m: usize, v: usize, vmax: usize,
  step: f32, beta1: f32, rest1: f32, beta2: f32, rest2: f32, eps: f32, weightDecay: f32, shrink: f32, root: f32,
  maximize: bool,
): void {
  const b1 = f(beta1), r1 = f(rest1), b2 = f(beta2), r2 = f(rest2);
  const rate = f(step), floor = f(eps), keep = f(shrink), scale = f(root);
  do {
    const d = gradient(p, g, weightDecay, maximize);
    const first = f32x4.add(f32x4.mul(b1, v128.load(m)), f32x4.mul(r1, d));
    let second = f32x4.add(f32x4.mul(b2, v128.load(v)), f32x4.mul(r2, f32x4.mul(d, d)));
    v128.store(m, first);
    v128.store(v, second);
    if (vmax) {
      second = f32x4.max(second, v128.load(vmax));
      v128.store(vmax, second);
      vmax += 16;
    }
    const by = f32x4.add(f32x4.div(f32x4.sqrt(second), scale), floor);
    v128.store(p, f32x4.sub(f32x4.mul(v128.load(p), keep), f32x4.div(f32x4.mul(rate, first), by)));
    p += 16;
    g += 16;
    m += 16;
    v += 16;
  } while (--count);
}

/**
 * g' = ±g + weightDecay · p, or, if decoupled (AdamW), p *= 1 − lr · weightDecay instead;
 * m = beta1 · m + (1 − beta1) · g'; v = beta2 · v + (1 − beta2) · g'²; vmax = max(vmax, v), taking v's place;
 * p −= lr / biasCorrection1 · m / (√v / biasCorrection2Sqrt + eps), with 1 − beta1ᵗ and √(1 − beta2ᵗ) at step t.
 */
export function adam(
  begin: i32, end: i32, p: usize, g: usize, m: usize, v: usize, vmax: usize,
  lr: f64, beta1: f64, beta2: f64, eps: f64, weightDecay: f64, decoupled: bool,
  biasCorrection1: f64, biasCorrection2Sqrt: f64, maximize: bool,
): void {
  if (begin >= end) return;
  const count = (end - begin) >> 2;
  const rest = (end - begin) & 3;
  let at = <usize>begin << 2;
  const step = <f32>(lr / biasCorrection1), root = <f32>biasCorrection2Sqrt, least = <f32>eps;
  const b1 = <f32>beta1, r1 = <f32>(1 - beta1), b2 = <f32>beta2, r2 = <f32>(1 - beta2);
  const decay: f32 = decoupled ? 0 : <f32>weightDecay;
  const shrink: f32 = decoupled ? <f32>(1 - lr * weightDecay) : 1;
  if (count) {
    adamLoop(
      count, p + at, g + at, m + at, v + at, beyond(vmax, at),
      step, b1, r1, b2, r2, least, decay, shrink, root, maximize,
    );
  }
  if (!rest) return;
  at += <usize>count << 4;
  p += at;
  m += at;
  v += at;
  vmax = beyond(vmax, at);
  adamLoop(
    1, borrow(p, 0), g + at, borrow(m, 1), borrow(v, 2), borrow(vmax, 3),
    step, b1, r1, b2, r2, least, decay, shrink, root, maximize,
  );
  giveBack(p, 0, rest);
  giveBack(m, 1, rest);
  giveBack(v, 2, rest);
  giveBack(vmax, 3, rest);
}

/** `adam` for each of `count` rows (p, g, m, v, vmax, n) of int32 in a table. */
export function adamMany(
  count: i32, table: usize,
  lr: f64, beta1: f64, beta2: f64, eps: f64, weightDecay: f64, decoupled: bool,
  biasCorrection1: f64, biasCorrection2Sqrt: f64, maximize: bool,
): void {
  for (; count > 0; count--) {
    adam(
      0, load<i32>(table, 20), load<usize>(table), load<usize>(table, 4), load<usize>(table, 8),
      load<usize>(table, 12), load<usize>(table, 16),
      lr, beta1, beta2, eps, weightDecay, decoupled, biasCorrection1, biasCorrection2Sqrt, maximize,
    );
    table += 24;
  }
}

function rmspropLoop(
  count: i32, p: usize, g: usize, sq: usize, avg: usize, buf: usize,
  lr: f32, alpha: f32, rest: f32, eps: f32, weightDecay: f32, momentum: f32, maximize: bool,
): void {
  const rate = f(lr), a = f(alpha), r = f(rest), floor = f(eps), m = f(momentum);
  do {
    const d = gradient(p, g, weightDecay, maximize);
    let second = f32x4.add(f32x4.mul(a, v128.load(sq)), f32x4.mul(r, f32x4.mul(d, d)));
    v128.store(sq, second);
    if (avg) {
      const first = f32x4.add(f32x4.mul(a, v128.load(avg)), f32x4.mul(r, d));
      v128.store(avg, first);
      second = f32x4.sub(second, f32x4.mul(first, first));
      avg += 16;
    }
    let by = f32x4.div(d, f32x4.add(f32x4.sqrt(second), floor));
    if (buf) {
      by = f32x4.add(f32x4.mul(m, v128.load(buf)), by);
      v128.store(buf, by);
      buf += 16;
    }
    v128.store(p, f32x4.sub(v128.load(p), f32x4.mul(rate, by)));
    p += 16;
    g += 16;
    sq += 16;
  } while (--count);
}

/**
 * g' = ±g + weightDecay · p; sq = alpha · sq + (1 − alpha) · g'²; avg (if centred) = alpha · avg + (1 − alpha) · g';
 * d = g' / (√(sq − avg²) + eps); buf (with momentum) = momentum · buf + d; p −= lr · (buf or d).
 */
export function rmsprop(
  begin: i32, end: i32, p: usize, g: usize, sq: usize, avg: usize, buf: usize,
  lr: f64, alpha: f64, eps: f64, weightDecay: f64, momentum: f64, maximize: bool,
): void {
  if (begin >= end) return;
  const count = (end - begin) >> 2;
  const rest = (end - begin) & 3;
  let at = <usize>begin << 2;
  const rate = <f32>lr, a = <f32>alpha, r = <f32>(1 - alpha), least = <f32>eps;
  const decay = <f32>weightDecay, m = <f32>momentum;
  if (count) {
    rmspropLoop(
      count, p + at, g + at, sq + at, beyond(avg, at), beyond(buf, at), rate, a, r, least, decay, m, maximize,
    );
  }
  if (!rest) return;
  at += <usize>count << 4;
  p += at;
  sq += at;
  avg = beyond(avg, at);
  buf = beyond(buf, at);
  rmspropLoop(
    1, borrow(p, 0), g + at, borrow(sq, 1), borrow(avg, 2), borrow(buf, 3), rate, a, r, least, decay, m, maximize,
  );
  giveBack(p, 0, rest);
  giveBack(sq, 1, rest);
  giveBack(avg, 2, rest);
  giveBack(buf, 3, rest);
}

function adagradLoop(
  count: i32, p: usize, g: usize, sum: usize, clr: f32, eps: f32, weightDecay: f32, maximize: bool,
): void {
  const rate = f(clr), floor = f(eps);
  do {
    const d = gradient(p, g, weightDecay, maximize);
    const s = f32x4.add(v128.load(sum), f32x4.mul(d, d));
    v128.store(sum, s);
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(rate, d), f32x4.add(f32x4.sqrt(s), floor))));
    p += 16;
    g += 16;
    sum += 16;
  } while (--count);
}

/** g' = ±g + weightDecay · p; sum += g'²; p −= clr · g' / (√sum + eps), clr = lr / (1 + (t − 1) · lrDecay). */
export function adagrad(
  begin: i32, end: i32, p: usize, g: usize, sum: usize,
  clr: f64, eps: f64, weightDecay: f64, maximize: bool,
): void {
  if (begin >= end) return;
  const count = (end - begin) >> 2;
  const rest = (end - begin) & 3;
  let at = <usize>begin << 2;
  const rate = <f32>clr, least = <f32>eps, decay = <f32>weightDecay;
  if (count) adagradLoop(count, p + at, g + at, sum + at, rate, least, decay, maximize);
  if (!rest) return;
  at += <usize>count << 4;
  p += at;
  sum += at;
  adagradLoop(1, borrow(p, 0), g + at, borrow(sum, 1), rate, least, decay, maximize);
  giveBack(p, 0, rest);
  giveBack(sum, 1, rest);
}
