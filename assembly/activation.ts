/**
 * Activations and their gradients.
 *
 *   y[i] = act(x[i])      dx[i] = dy[i] · act′(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element everywhere in this file. y and dx are written and may be any operand; dy, x and
 * saved values are read. At a kink the gradient is PyTorch's. Where act needs exp or its kin, they are computed a
 * thousand elements at a time into scratch memory, so each of them exists once; a pass over what lies in the
 * first-level cache costs little beside them.
 */
import { each1, map1, One, PAIR, Three, Two } from './lanes';
import { each2, each3 } from './lanes2';
import { FREE } from './layout';
import { workspace } from './workspace';

/** Elements at a time: PAIR bytes of scratch memory. */
const CHUNK: i32 = PAIR >> 2;

/** y = last(x, outer(inner(first(x)))), by chunks; `One.fill` leaves a stage out. */
function composed(
  first: One, inner: One, outer: One, last: Two, begin: i32, end: i32, y: usize, x: usize, p: f32, q: f32,
): void {
  const t = workspace + FREE;
  let n = end - begin;
  y += <usize>begin << 2;
  x += <usize>begin << 2;
  while (n > 0) {
    const count = min(n, CHUNK);
    stages(first, inner, outer, count, t, x, p);
    each2(last, 0, count, y, x, t, 16, 16, p, q);
    n -= count;
    x += PAIR;
    y += PAIR;
  }
}

/** dx = last(dy, x, outer(inner(first(x)))), by chunks; with exp(−x²/2) PAIR bytes on if `last` is that of gelu. */
function composedBack(
  first: One, inner: One, outer: One, last: Three, begin: i32, end: i32, dx: usize, dy: usize, x: usize, p: f32, q: f32,
): void {
  const t = workspace + FREE;
  let n = end - begin;
  dx += <usize>begin << 2;
  dy += <usize>begin << 2;
  x += <usize>begin << 2;
  while (n > 0) {
    const count = min(n, CHUNK);
    stages(first, inner, outer, count, t, x, p);
    if (last == Three.geluBack) stages(One.negHalfSquare, One.exp, One.fill, count, t + PAIR, x, p);
    each3(last, 0, count, dx, dy, x, t, p, q);
    n -= count;
    x += PAIR;
    dy += PAIR;
    dx += PAIR;
  }
}

function stages(first: One, inner: One, outer: One, count: i32, t: usize, x: usize, p: f32): void {
  const vectors = (count + 3) >> 2;
  if (first != One.fill) {
    map1(first, vectors, t, x, p, 0);
    x = t;
  }
  map1(inner, vectors, t, x, 0, 0);
  if (outer != One.fill) map1(outer, vectors, t, t, 0, 0);
}

/** y = max(x, 0). */
export function relu(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.relu, begin, end, y, x, 0, 0);
}

/** dx = dy where x > 0 or NaN, else 0; `saved` is x or y. */
export function reluBackward(begin: i32, end: i32, dx: usize, dy: usize, saved: usize): void {
  each2(Two.reluBack, begin, end, dx, dy, saved, 16, 16, 0, 0);
}

/** dx = dy (1 − y²), from y = tanh x. */
export function tanhBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.tanhBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}

/** dx = dy (1 − y) y, from y = sigmoid x. */
export function sigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, y: usize): void {
  each2(Two.sigmoidBack, begin, end, dx, dy, y, 16, 16, 1, 0);
}

/** y = x where x > 0, else slope · x. */
export function leakyRelu(begin: i32, end: i32, y: usize, x: usize, slope: f32): void {
  each1(One.leakyRelu, begin, end, y, x, slope, 0);
}

/** dx = dy where x > 0, else slope · dy. */
export function leakyReluBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize, slope: f32): void {
  each2(Two.leakyReluBack, begin, end, dx, dy, x, 16, 16, slope, 0);
}

/** y = min(max(x, lo), hi). */
export function hardtanh(begin: i32, end: i32, y: usize, x: usize, lo: f32, hi: f32): void {
  each1(One.clamp, begin, end, y, x, lo, hi);
}

/** dx = 0 where x ≤ lo or x ≥ hi, else dy. */
export function hardtanhBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize, lo: f32, hi: f32): void {
  each2(Two.hardtanhBack, begin, end, dx, dy, x, 16, 16, lo, hi);
}

/** y = x · min(max(x + 3, 0), 6) / 6. */
export function hardswish(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.fill, One.hardsigmoid, One.fill, Two.mul, begin, end, y, x, 0, 0);
}

/** dx = 0 where x < −3, dy (x/3 + ½) up to 3, else dy. */
export function hardswishBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  each2(Two.hardswishBack, begin, end, dx, dy, x, 16, 16, 0, 0);
}

/** y = min(max(x + 3, 0), 6) / 6. */
export function hardsigmoid(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.hardsigmoid, begin, end, y, x, 0, 0);
}

/** dx = dy / 6 where |x| < 3, else 0. */
export function hardsigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  // the neighbours of −3 and 3
  each2(Two.clampBack, begin, end, dx, dy, x, 16, 16, -2.9999998, 2.9999998);
  each1(One.scale, begin, end, dx, dx, 1.0 / 6, 0);
}

/** y = x / (1 + |x|). */
export function softsign(begin: i32, end: i32, y: usize, x: usize): void {
  each1(One.softsign, begin, end, y, x, 1, 0);
}

/** dx = dy / (1 + |x|)². */
export function softsignBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  each2(Two.softsignBack, begin, end, dx, dy, x, 16, 16, 1, 0);
}

/** y = ½ x (1 + erf(x / √2)). */
export function gelu(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.scale, One.erf, One.fill, Two.geluEnd, begin, end, y, x, 0.7071067811865476, 0.5);
}

/** dx = dy (Φ + x φ), for the normal distribution Φ(x) = ½ (1 + erf(x / √2)) and its density φ(x). */
export function geluBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  composedBack(One.scale, One.erf, One.fill, Three.geluBack, begin, end, dx, dy, x, 0.7071067811865476, 0);
}

/** y = ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
export function geluTanh(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.geluTanh, One.sigmoid, One.fill, Two.mul, begin, end, y, x, 0, 0);
}

/** dx = dy (s + x s (1 − s) u′) for s = sigmoid(u), u = 2√(2/π) (x + 0.044715 x³). */
export function geluTanhBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  composedBack(One.geluTanh, One.negAbs, One.sigmoid, Three.geluTanhBack, begin, end, dx, dy, x, 0, 0);
}

/** y = x · sigmoid x. */
export function silu(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.fill, One.sigmoid, One.fill, Two.mul, begin, end, y, x, 0, 0);
}

/** dx = dy s (1 + x (1 − s)) for s = sigmoid x. */
export function siluBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  composedBack(One.fill, One.sigmoid, One.fill, Three.siluBack, begin, end, dx, dy, x, 1, 0);
}

/** y = x where x > 0, else alpha · (eˣ − 1). */
export function elu(begin: i32, end: i32, y: usize, x: usize, alpha: f32): void {
  composed(One.fill, One.expm1, One.fill, Two.eluEnd, begin, end, y, x, alpha, 1);
}

/** dx = dy where x > 0, else alpha · eˣ · dy. */
export function eluBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize, alpha: f32): void {
  composedBack(One.fill, One.exp, One.fill, Three.eluBack, begin, end, dx, dy, x, alpha, 1);
}

const SELU_GAIN: f32 = 1.0507009873554805;
const SELU_ALPHA: f32 = 1.0507009873554805 * 1.6732632423543772;

/** y = gain · elu(x), with the constants of self-normalising networks. */
export function selu(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.fill, One.expm1, One.fill, Two.eluEnd, begin, end, y, x, SELU_ALPHA, SELU_GAIN);
}

/** dx = gain · the gradient of elu. */
export function seluBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  composedBack(One.fill, One.exp, One.fill, Three.eluBack, begin, end, dx, dy, x, SELU_ALPHA, SELU_GAIN);
}

/** y = log(1 + exp(beta · x)) / beta, and x where beta · x > threshold. */
export function softplus(begin: i32, end: i32, y: usize, x: usize, beta: f32, threshold: f32): void {
  composed(One.scale, One.exp, One.log1p, Two.softplusEnd, begin, end, y, x, beta, threshold);
}

/** dx = dy · sigmoid(beta · x), and dy where beta · x > threshold. */
export function softplusBackward(
  begin: i32, end: i32, dx: usize, dy: usize, x: usize, beta: f32, threshold: f32,
): void {
  composedBack(One.scale, One.sigmoid, One.fill, Three.softplusBack, begin, end, dx, dy, x, beta, threshold);
}

/** y = min(x, 0) − log(1 + exp(−|x|)). */
export function logsigmoid(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.negAbs, One.exp, One.log1p, Two.logsigmoidEnd, begin, end, y, x, 0, 0);
}

/** dx = dy · sigmoid(−x). */
export function logsigmoidBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  // the gate of softplus at x = −x, never beyond its threshold
  composedBack(One.scale, One.sigmoid, One.fill, Three.softplusBack, begin, end, dx, dy, x, -1, Infinity);
}

/** y = x · tanh(softplus x). */
export function mish(begin: i32, end: i32, y: usize, x: usize): void {
  composed(One.fill, One.exp, One.fill, Two.mishEnd, begin, end, y, x, 0, 0);
}

/** dx = dy (t + x (1 − t²) sigmoid x) for t = tanh(softplus x). */
export function mishBackward(begin: i32, end: i32, dx: usize, dy: usize, x: usize): void {
  composedBack(One.fill, One.exp, One.fill, Three.mishBack, begin, end, dx, dy, x, 0, 0);
}
