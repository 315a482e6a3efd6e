/**
 * Activations and their gradients; relu is in `relu.ts`, tanh and sigmoid are in `unary.ts`.
 *
 *   y[i] = act(x[i])      dx[i] = dy[i] · act′(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element. y and dx are written and may be any operand; dy and x are read, of dy one number for all
 * elements if `step` is 0 instead of 1. At a kink the gradient is PyTorch's. exp and most related functions are computed about a thousand elements at a time into scratch memory,
 * so that the code of each exists once; another pass over data in the first-level cache costs little beside them.
 */
import { map1, workspace } from '../lib/borrowed';
import { Curve, each, map, PAIR } from '../lib/curves';
import { expects } from '../lib/expects';
import { One } from '../lib/map1';
import { FREE } from '../lib/layout';

/** Elements of a chunk: PAIR bytes of scratch memory. */
const CHUNK: i32 = PAIR >> 2;

/** y = op(x). */
function simple(op: Curve, begin: i32, end: i32, y: usize, x: usize, p: f32, q: f32): void {
  expects(begin, end, y | x, 0);
  const at = <usize>begin << 2;
  each(op, end - begin, y + at, x + at, x + at, x + at, p, q);
}

/** dx = op(dy, x). */
function simpleBack(op: Curve, begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, p: f32, q: f32): void {
  composedBack(Curve.none, One.fill, One.fill, op, begin, end, dx, dy, step, x, p, q);
}

/** y = last(x, second(first(pre(x)))), by chunks; `Curve.none` and `One.fill` leave a stage out. */
function composed(
  pre: Curve, first: One, second: One, last: Curve, begin: i32, end: i32, y: usize, x: usize, p: f32, q: f32,
): void {
  expects(begin, end, y | x, 0);
  const t = workspace + FREE;
  let n = end - begin;
  y += <usize>begin << 2;
  x += <usize>begin << 2;
  while (n > 0) {
    const count = min(n, CHUNK);
    stages(pre, first, second, count, t, x, p);
    each(last, count, y, x, t, t, p, q);
    n -= count;
    x += PAIR;
    y += PAIR;
  }
}

/** dx = last(dy, x, second(first(pre(x)))), by chunks. */
function composedBack(
  pre: Curve, first: One, second: One, last: Curve,
  begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, p: f32, q: f32,
): void {
  expects(begin, end, dx | dy | x, 0);
  assert((step & ~1) == 0);
  const t = workspace + FREE;
  let n = end - begin;
  dx += <usize>begin << 2;
  x += <usize>begin << 2;
  if (step) dy += <usize>begin << 2;
  else {
    map1(One.fill, CHUNK >> 2, t + PAIR, t, load<f32>(dy), 0);
    dy = t + PAIR;
  }
  while (n > 0) {
    const count = min(n, CHUNK);
    if (first != One.fill) stages(pre, first, second, count, t, x, p);
    each(last, count, dx, dy, x, t, p, q);
    n -= count;
    x += PAIR;
    if (step) dy += PAIR;
    dx += PAIR;
  }
}

function stages(pre: Curve, first: One, second: One, count: i32, t: usize, x: usize, p: f32): void {
  const vectors = (count + 3) >> 2;
  if (pre != Curve.none) {
    map(pre, vectors, t, x, x, x, p, 0);
    x = t;
  }
  map1(first, vectors, t, x, 0, 0);
  if (second != One.fill) map1(second, vectors, t, t, 0, 0);
}

/** y = x where x > 0, else slope · x. */
export function leakyRelu(begin: i32, end: i32, y: usize, x: usize, slope: f32): void {
  simple(Curve.leakyRelu, begin, end, y, x, slope, 0);
}

/** dx = dy where x > 0, else slope · dy. */
export function leakyReluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, slope: f32): void {
  simpleBack(Curve.leakyReluBack, begin, end, dx, dy, step, x, slope, 0);
}

/** y = min(max(x, lo), hi). */
export function hardtanh(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  simple(Curve.hardtanh, begin, end, y, x, lo, hi);
}

/** dx = 0 where x ≤ lo or x ≥ hi, else dy. */
export function hardtanhBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, lo: f32, hi: f32): void {
  simpleBack(Curve.hardtanhBack, begin, end, dx, dy, step, x, lo, hi);
}

/** y = x · min(max(x + 3, 0), 6) / 6. */
export function hardswish(begin: i32, end: i32, y: usize, x: usize): void {
  simple(Curve.hardswish, begin, end, y, x, 0, 0);
}

/** dx = 0 where x < −3, dy (x/3 + ½) up to 3, else dy. */
export function hardswishBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  simpleBack(Curve.hardswishBack, begin, end, dx, dy, step, x, 0, 0);
}

/** y = min(max(x + 3, 0), 6) / 6. */
export function hardsigmoid(begin: i32, end: i32, y: usize, x: usize): void {
  simple(Curve.hardsigmoid, begin, end, y, x, 0, 0);
}

/** dx = dy / 6 where |x| < 3, else 0. */
export function hardsigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  simpleBack(Curve.hardsigmoidBack, begin, end, dx, dy, step, x, 0, 0);
}

/** y = x / (1 + |x|). */
export function softsign(begin: i32, end: i32, y: usize, x: usize): void {
  simple(Curve.softsign, begin, end, y, x, 1, 0);
}

/** dx = dy / (1 + |x|)². */
export function softsignBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  simpleBack(Curve.softsignBack, begin, end, dx, dy, step, x, 1, 0);
}

/** y = x Φ(x), for the normal distribution Φ(x) = ½ (1 + erf(x / √2)). */
export function gelu(begin: i32, end: i32, y: usize, x: usize): void {
  simple(Curve.gelu, begin, end, y, x, 0, 0);
}

/** dx = dy (Φ + x φ), for the density φ(x) of that distribution. */
export function geluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  simpleBack(Curve.geluBack, begin, end, dx, dy, step, x, 0, 0);
}

/** y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
export function geluTanh(begin: i32, end: i32, y: usize, x: usize): void {
  composed(Curve.geluTanh, One.sigmoid, One.fill, Curve.gateEnd, begin, end, y, x, 0, 0);
}

/** dx = dy (s + x s (1 − s) u′) for s = sigmoid(u), u = 2√(2/π) (x + 0.044715 x³). */
export function geluTanhBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  composedBack(Curve.negGeluTanh, One.sigmoid, One.fill, Curve.geluTanhSlope, begin, end, dx, dy, step, x, 0, 0);
}

/** y = x · sigmoid x. */
export function silu(begin: i32, end: i32, y: usize, x: usize): void {
  simple(Curve.silu, begin, end, y, x, 0, 0);
}

/** dx = dy s (1 + x (1 − s)) for s = sigmoid x. */
export function siluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  simpleBack(Curve.siluBack, begin, end, dx, dy, step, x, 0, 0);
}

/** y = x where x > 0, else alpha · (eˣ − 1). */
export function elu(begin: i32, end: i32, y: usize, x: usize, alpha: f32): void {
  composed(Curve.none, One.expm1, One.fill, Curve.eluEnd, begin, end, y, x, alpha, 1);
}

/** dx = dy where x > 0, else alpha · eˣ · dy. */
export function eluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, alpha: f32): void {
  composedBack(Curve.none, One.exp, One.fill, Curve.eluSlope, begin, end, dx, dy, step, x, alpha, 1);
}

const SELU_GAIN: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.0507009873554805 * 1.6732632423543772;

/** y = gain · elu(x), with the constants of self-normalising networks. */
export function selu(begin: i32, end: i32, y: usize, x: usize): void {
  composed(Curve.none, One.expm1, One.fill, Curve.eluEnd, begin, end, y, x, SELU_ALPHA, SELU_GAIN);
}

/** dx = gain · the gradient of elu. */
export function seluBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  composedBack(Curve.none, One.exp, One.fill, Curve.eluSlope, begin, end, dx, dy, step, x, SELU_ALPHA, SELU_GAIN);
}

/** y = log(1 + exp(beta · x)) / beta, and x where beta · x > threshold. */
export function softplus(begin: i32, end: i32, y: usize, x: usize, beta: f32, threshold: f32): void {
  composed(Curve.scale, One.exp, One.log1p, Curve.softplusEnd, begin, end, y, x, beta, threshold);
}

/** dx = dy · sigmoid(beta · x), and dy where beta · x > threshold. */
export function softplusBackward(
  begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, beta: f32, threshold: f32,
): void {
  composedBack(Curve.scale, One.sigmoid, One.fill, Curve.softplusSlope, begin, end, dx, dy, step, x, beta, threshold);
}

/** y = min(x, 0) − log(1 + exp(−|x|)). */
export function logsigmoid(begin: i32, end: i32, y: usize, x: usize): void {
  composed(Curve.negAbs, One.exp, One.log1p, Curve.logsigmoidEnd, begin, end, y, x, 0, 0);
}

/** dx = dy · sigmoid(−x). */
export function logsigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  // the slope of softplus at −x, never above its threshold
  composedBack(Curve.scale, One.sigmoid, One.fill, Curve.softplusSlope, begin, end, dx, dy, step, x, -1, Infinity);
}

/** y = x · tanh(softplus x). */
export function mish(begin: i32, end: i32, y: usize, x: usize): void {
  composed(Curve.none, One.exp, One.fill, Curve.mishEnd, begin, end, y, x, 0, 0);
}

/** dx = dy (t + x (1 − t²) sigmoid x) for t = tanh(softplus x). */
export function mishBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  composedBack(Curve.none, One.exp, One.fill, Curve.mishSlope, begin, end, dx, dy, step, x, 0, 0);
}

/** y = x where x > 0, else alpha · (exp(x / alpha) − 1), for inverse = 1 / alpha > 0. */
export function celu(begin: i32, end: i32, y: usize, x: usize, inverse: f32): void {
  // what softplus is with expm1 in place of log(1 + exp), above and below a threshold of 0
  composed(Curve.scale, One.expm1, One.fill, Curve.softplusEnd, begin, end, y, x, inverse, 0);
}

/** dx = dy where x > 0, else dy · exp(x / alpha). */
export function celuBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, inverse: f32): void {
  composedBack(Curve.scale, One.exp, One.fill, Curve.softplusSlope, begin, end, dx, dy, step, x, inverse, 0);
}

/** y = x − tanh x. */
export function tanhshrink(begin: i32, end: i32, y: usize, x: usize): void {
  composed(Curve.none, One.tanh, One.fill, Curve.tanhshrinkEnd, begin, end, y, x, 0.64, 0);
}

/** dx = dy · tanh² x. */
export function tanhshrinkBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize): void {
  composedBack(Curve.none, One.tanh, One.fill, Curve.tanhshrinkSlope, begin, end, dx, dy, step, x, 0, 0);
}

/** y = 0 where lo ≤ x ≤ hi, else x. */
export function hardshrink(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  simple(Curve.shrinkBack, begin, end, y, x, lo, hi);
}

/** dx = 0 where lo ≤ x ≤ hi, else dy: the gradient of hardshrink and softshrink. */
export function hardshrinkBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, lo: f32, hi: f32): void {
  simpleBack(Curve.shrinkBack, begin, end, dx, dy, step, x, lo, hi);
}

/** y = x − min(max(x, lo), hi). */
export function softshrink(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  simple(Curve.softshrink, begin, end, y, x, lo, hi);
}

/** y = value where x ≤ limit, else x. */
export function threshold(begin: i32, end: i32, y: usize, x: usize, limit: f32, value: f32): void {
  simple(Curve.threshold, begin, end, y, x, limit, value);
}

/** dx = 0 where x ≤ limit, else dy. */
export function thresholdBackward(begin: i32, end: i32, dx: usize, dy: usize, step: i32, x: usize, limit: f32): void {
  simpleBack(Curve.shrinkBack, begin, end, dx, dy, step, x, -Infinity, limit);
}

/** y = a where x > 0, else scaled: with scaled = w · x or w · dy, and a = x or dy, prelu or its gradient. */
export function prelu(begin: i32, end: i32, y: usize, a: usize, x: usize, scaled: usize): void {
  expects(begin, end, y | a | x | scaled, 0);
  const at = <usize>begin << 2;
  each(Curve.preluBack, end - begin, y + at, a + at, x + at, scaled + at, 0, 0);
}
