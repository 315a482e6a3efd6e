/**
 * Connectionist temporal classification (Graves et al., 2006) of log-probabilities x [T, N, C]. A sample of S labels has
 * the L = 2S + 1 states blank, label, blank, … blank. With e_t(s) the log-probability at t of what state s shows, and
 * log-sums over the paths that lead to a state and away from it:
 *
 *   a_t(s) = e_t(s) + log Σ exp a_{t−1}(s, s − 1, s − 2)      b_t(s) = log Σ exp (e + b)_{t+1}(s, s + 1, s + 2)
 *   loss = −log (exp a(L − 1) + exp a(L − 2)) at the last t
 *
 * two states apart only between labels that differ. Run backwards through states and labels, the second sum is the first.
 * Sums are float64, so that long inputs lose nothing; exponentials and logarithms of differences are float32.
 */
import { map1, map2 } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { One, Two } from '../lib/map1';

// @ts-ignore: decorator
@inline
const NONE: f64 = -Infinity;

/** Of state i: the greatest of three terms in float64, and how far below it the others are, in two rows of float32. */
// @ts-ignore: decorator
@inline
function place(terms: usize, size: usize, i: usize, a: f64, b: f64, c: f64): void {
  // choices rather than min and max, which take longer; NaN is always one of the three
  const high = a > b ? a : b;
  const most = high > c ? high : c;
  const base = most == NONE ? 0 : most;
  store<f64>(terms + (i << 3), most);
  const d = terms + (size << 3) + (i << 2);
  store<f32>(d, <f32>((a > b ? b : a) - base));
  store<f32>(d + (size << 2), <f32>((high > c ? c : high) - base));
}

/** Writes the log-sums of the first n places, `step` bytes apart. */
function settle(terms: usize, size: usize, n: i32, to: usize, step: usize): void {
  const d = terms + (size << 3);
  const other = d + (size << 2);
  const count = (n + 3) >> 2;
  map1(One.exp, count, d, d, 0, 0);
  map1(One.exp, count, other, other, 0, 0);
  map2(Two.add, count, d, d, other, 16, 16, 0, 0);
  map1(One.log1p, count, d, d, 0, 0);
  for (let i: usize = 0; i < <usize>n; i++) {
    store<f64>(to, load<f64>(terms + (i << 3)) + <f64>load<f32>(d + (i << 2)));
    to += step;
  }
}

/** One step of a recursion, without what the states show; steps of −8 and −4 bytes run it backwards. `to` may be `from`. */
function advance(
  terms: usize, size: usize, L: i32, to: usize, from: usize, step: usize, label: usize, labelStep: usize,
): void {
  let one = NONE, two = NONE;
  for (let s = 0; s < L; s++) {
    const here = load<f64>(from);
    let skipped = NONE;
    if (s & 1) {
      if (s > 1 && load<i32>(label) != load<i32>(label - labelStep)) skipped = two;
      label += labelStep;
    }
    place(terms, size, s, here, one, skipped);
    two = one;
    one = here;
    from += step;
  }
  settle(terms, size, L, to, step);
}

/** Adds what the states show at a time whose log-probabilities are at x. */
function show(L: i32, row: usize, x: usize, label: usize, blank: i32): void {
  for (let s = 0; s < L; s++) {
    let y = blank;
    if (s & 1) {
      y = load<i32>(label);
      label += 4;
    }
    store<f64>(row, load<f64>(row) + <f64>load<f32>(x + (<usize>y << 2)));
    row += 8;
  }
}

/** Sets a row to the one state that paths begin from, or end in. */
function startAt(L: i32, row: usize, first: i32): void {
  for (let s = 0; s < L; s++) store<f64>(row + (<usize>s << 3), s == first ? 0 : NONE);
}

/** dx(C) less the share of the paths that are in each state: a(s) + b(s) beside the log-sum of all. */
function takeShares(
  d: usize, L: i32, dx: usize, a: usize, b: usize, all: f64, label: usize, blank: i32,
): void {
  for (let s: usize = 0; s < <usize>L; s++)
    store<f32>(d + (s << 2), <f32>(load<f64>(a + (s << 3)) + load<f64>(b + (s << 3)) - all));
  map1(One.exp, (L + 3) >> 2, d, d, 0, 0);
  let blanks: f64 = 0;
  for (let s = 0; s < L; s++) {
    const share = load<f32>(d + (<usize>s << 2));
    if (s & 1) {
      const at = dx + (<usize>load<i32>(label) << 2);
      store<f32>(at, load<f32>(at) - share);
      label += 4;
    } else {
      blanks += <f64>share;
    }
  }
  const at = dx + (<usize>blank << 2);
  store<f32>(at, <f32>(<f64>load<f32>(at) - blanks));
}

/** Bytes that a sample of L states needs beside its rows, for `ctcLoss`: the terms, and the row of b. */
export const STATE_BYTES: i32 = 24;

/**
 * Writes loss(N). If dx is not 0, it holds exp x, and becomes the gradient by logits of which x is the log-softmax:
 * 0 from a sample's end on, and everywhere for an infinite loss that counts as 0.
 *
 * `about` holds three rows of N: where a sample's labels begin in `labels`, its length T′ ≤ T, and S. All labels are in
 * [0, C). `table` has room for STATE_BYTES · size, size a multiple of 4 and at least L, and for rows of 8 · L bytes:
 * T′ + 1 of them with dx, else one. Unit: a sample, N in all.
 */
export function ctcLoss(
  begin: i32, end: i32, loss: usize, dx: usize, x: usize, labels: usize, about: usize, table: usize, size: i32,
  T: i32, N: i32, C: i32, blank: i32, zeroInfinity: bool,
): void {
  expects(begin, end, loss | dx | x | labels | about | table, T | N | C | size);
  assert((size & 3) == 0 && <u32>blank < <u32>C && end <= N);
  const room = <usize>size;
  const differences = table + (room << 3);
  const b = table + (room << 4);
  const width = <usize>C << 2;
  const time = width * <usize>N;
  for (let n = begin; n < end; n++) {
    const entry = about + (<usize>n << 2);
    const label = labels + (<usize>load<i32>(entry) << 2);
    const length = load<i32>(entry + (<usize>N << 2));
    const S = load<i32>(entry + (<usize>N << 3));
    const L = 2 * S + 1;
    assert(L <= size && <u32>length <= <u32>T);
    const last = <usize>(L - 1) << 3;
    const step: usize = dx ? <usize>L << 3 : 0;
    let a = table + room * STATE_BYTES;
    let from = x + <usize>n * width;
    startAt(L, a, 0);
    for (let t = 0; t < length; t++) {
      advance(table, room, L, a + step, a, 8, label, 4);
      a += step;
      show(L, a, from, label, blank);
      from += time;
    }
    place(table, room, 0, load<f64>(a + last), S ? load<f64>(a + last - 8) : NONE, NONE);
    settle(table, room, 1, b, 8);
    const all = load<f64>(b);
    const impossible = all == NONE;
    store<f32>(loss + (<usize>n << 2), impossible && zeroInfinity ? 0 : <f32>(0 - all));
    if (!dx) continue;

    let to = dx + <usize>n * width + <usize>length * time;
    for (let t = length; t < T; t++) {
      memory.fill(to, 0, width);
      to += time;
    }
    to = dx + <usize>n * width + <usize>length * time;
    startAt(L, b, L - 1);
    for (let t = length; t > 0; t--) {
      to -= time;
      from -= time;
      if (impossible) {
        for (let c: usize = 0; c < width; c += 4) store<f32>(to + c, zeroInfinity ? 0 : NaN);
        continue;
      }
      advance(table, room, L, b + last, b + last, -8, label + (<usize>S << 2) - 4, -4);
      takeShares(differences, L, to, a, b, all, label, blank);
      show(L, b, from, label, blank);
      a -= step;
    }
  }
}
