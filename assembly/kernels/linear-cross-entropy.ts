/**
 * Cross-entropy of rows by blocks of classes, for logits that never exist all at once. The formulas are those of
 * `crossEntropy`. x [N, B] has the logits of the B classes from `from` on; target [N] is int32.
 *
 *   blockSums       adds a block to the state of each row
 *   blockLosses     computes loss [N] after the last block, and turns the states into what the gradient needs
 *   blockGradients  turns the logits of a block into their gradient, in place
 *
 * The state of a row is four float64 numbers: the greatest logit m, Σ exp(x − m), Σ w · x and the logit of the target; after
 * `blockLosses`, it is m and the coefficients a, b, g of dx_c = a · exp(x_c − m) − b · w_c − [c = y] · g.
 */
import { weightOf } from '../lib/class-weights';
import { expRow, maxAfter, rowDot, rowMax, sweep } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { expNonPositive, log64 } from '../lib/math';
import { storeLanes, SUM } from '../lib/rows';

/** Bytes of the state of a row. */
export const STATE: i32 = 32;

/** Σ w over `count` classes. */
function sumWeights(weight: usize, count: i32): f64 {
  if (!weight) return <f64>count;
  let W: f64 = 0;
  for (let c = 0; c < count; c++) W += <f64>weightOf(weight, c);
  return W;
}

/** Reads x and updates state, which the block with `from` = 0 initialises. Unit: a row, N in all. */
export function blockSums(
  begin: i32, end: i32, state: usize, x: usize, target: usize, weight: usize, from: i32, B: i32, smooth: i32,
): void {
  expects(begin, end, x | target | weight, from | B);
  assert((state & 7) == 0);
  if (begin >= end) return;
  const bytes = <usize>B << 2;
  const w = weight ? weight + (<usize>from << 2) : 0;
  const W = smooth ? sumWeights(w, B) : 0;
  let row = x + <usize>begin * bytes;
  let s = state + <usize>begin * STATE;
  let next = rowMax(B, row);
  do {
    // not −∞: a row of nothing else would give −∞ − −∞, which is NaN
    let m: f32 = -f32.MAX_VALUE;
    let total: f64 = 0;
    if (from) {
      m = <f32>load<f64>(s);
      total = load<f64>(s, 8);
    } else {
      store<f64>(s, 0, 16);
      store<f64>(s, 0, 24);
    }
    if (next > m) {
      total *= <f64>f32x4.extract_lane(expNonPositive(f32x4.splat(m - next)), 0);
      m = next;
    }
    // the last row stands in for the one after it
    const after = begin + 1 < end ? row + bytes : row;
    store<f64>(s, <f64>m);
    store<f64>(s, total + sweep(SUM, B, after, row, m, 0, 0, 0, 0), 8);
    next = maxAfter;
    if (smooth) store<f64>(s, load<f64>(s, 16) + rowDot(B, row, m, w) + W * <f64>m, 16);
    const at = load<i32>(target + (<usize>begin << 2)) - from;
    if (<u32>at < <u32>B) store<f64>(s, <f64>load<f32>(row + (<usize>at << 2)), 24);
    row += bytes;
    s += STATE;
  } while (++begin < end);
}

/** Writes loss and turns state into the coefficients of the gradient of scale · Σ_n loss_n. Unit: a row, N in all. */
export function blockLosses(
  begin: i32, end: i32, loss: usize, state: usize, target: usize, weight: usize, scale: f64, C: i32,
  ignoreIndex: i32, labelSmoothing: f64,
): void {
  expects(begin, end, loss | target | weight, C);
  assert((state & 7) == 0);
  const hard = 1 - labelSmoothing;
  const soft = labelSmoothing / <f64>C;
  const W = soft != 0 ? sumWeights(weight, C) : 0;
  for (let n = begin; n < end; n++) {
    const s = state + <usize>n * STATE;
    const y = load<i32>(target + (<usize>n << 2));
    const m = load<f64>(s);
    const total = load<f64>(s, 8);
    let l: f64 = 0, slope: f64 = 0, b: f64 = 0, g: f64 = 0;
    if (y != ignoreIndex) {
      const logTotal = log64(total);
      slope = hard * <f64>weightOf(weight, y);
      l = -slope * (load<f64>(s, 24) - m - logTotal);
      g = scale * slope;
      if (soft != 0) {
        l -= soft * (load<f64>(s, 16) - W * (m + logTotal));
        slope += soft * W;
        b = scale * soft;
      }
    }
    store<f32>(loss + (<usize>n << 2), <f32>l);
    store<f64>(s, slope * scale / total, 8);
    store<f64>(s, b, 16);
    store<f64>(s, g, 24);
  }
}

/** Turns dx [N, B] from logits into gradients; each row is multiplied by its dloss [N] unless that is 0. Unit: a row, N in all. */
export function blockGradients(
  begin: i32, end: i32, state: usize, dx: usize, target: usize, weight: usize, dloss: usize, from: i32, B: i32,
): void {
  expects(begin, end, dx | target | weight | dloss, from | B);
  assert((state & 7) == 0);
  const w = weight ? weight + (<usize>from << 2) : 0;
  for (let n = begin; n < end; n++) {
    const s = state + <usize>n * STATE;
    const d: f64 = dloss ? <f64>load<f32>(dloss + (<usize>n << 2)) : 1;
    const row = dx + ((<usize>n * <usize>B) << 2);
    expRow(B, row, row, <f32>load<f64>(s), <f32>(load<f64>(s, 8) * d), 0, 0);
    const b = <f32>(load<f64>(s, 16) * d);
    if (b != 0) subtract(row, w, b, B);
    const at = load<i32>(target + (<usize>n << 2)) - from;
    if (<u32>at < <u32>B) {
      const p = row + (<usize>at << 2);
      store<f32>(p, load<f32>(p) - <f32>(load<f64>(s, 24) * d));
    }
  }
}

/** row −= b · w, or row −= b if w is 0. */
function subtract(row: usize, w: usize, b: f32, count: i32): void {
  let v = f32x4.splat(b);
  do {
    if (w) {
      v = f32x4.mul(v128.load(w), f32x4.splat(b));
      w += 16;
    }
    storeLanes(row, f32x4.sub(v128.load(row), v), count);
    row += 16;
    count -= 4;
  } while (count > 0);
}
