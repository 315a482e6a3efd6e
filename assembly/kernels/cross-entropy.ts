/**
 * Cross-entropy of logits x [N, C] with target [N], int32, label smoothing ε and the weights w of the classes, all 1 if
 * their pointer is 0. With y = target[n]:
 *
 *   loss_n = −(1 − ε) · w[y] · p_y − ε/C · Σ_c w_c · p_c,  p = logSoftmax(x)
 *   dx_c = s · ((1 − ε) · w[y] · (q_c − [c = y]) + ε/C · (W · q_c − w_c)),
 *          where q = softmax(x), W = Σ_c w_c, s = scale
 *
 * Both are 0 where y is ignoreIndex. The caller has asked `checkTargets` whether every other target is in [0, C).
 */
import { weightOf } from '../lib/class-weights';
import { expects } from '../lib/expects';
import { log64, rotate } from '../lib/math';
import { gatherRows, MAXIMA, quad, scatterRows, SHORT } from '../lib/quads';
import { EXP, finishRow, maxAfter, rowDot, rowMax, storeLanes, SUM, sweep } from '../lib/rows';
import { workspace } from '../lib/workspace';

/** Turns a · e into the gradient of a row: dx_c −= b · w_c, dx_y −= g. */
function settle(dx: usize, weight: usize, b: f32, y: i32, g: f32, C: i32): void {
  if (weight && b != 0) {
    let p: usize = 0;
    do {
      const v = f32x4.mul(v128.load(weight + p), f32x4.splat(b));
      storeLanes(dx + p, f32x4.sub(v128.load(dx + p), v), C);
      p += 16;
      C -= 4;
    } while (C > 0);
  }
  const at = dx + (<usize>y << 2);
  store<f32>(at, load<f32>(at) - g);
}

/** crossEntropy without smoothing for short rows: four at a time, transposed into columns. */
function shortRows(
  begin: i32, end: i32, loss: usize, dx: usize, x: usize, target: usize, weight: usize, scale: f64, C: i32,
  ignoreIndex: i32,
): void {
  for (; begin < end; begin += 4) {
    const n = min(end - begin, 4);
    const start = <usize>begin * <usize>C << 2;
    gatherRows(x + start, n, C);
    quad(dx ? EXP : SUM, C, workspace, workspace, 16, 4);
    let counts = f32x4.splat(0);
    let w = counts;
    let at = counts;
    for (let j = 0; j < 4; j++) {
      // Absent rows repeat what the last one does.
      const r = <usize>min(begin + j, end - 1);
      const y = load<i32>(target + (r << 2));
      const ok = y != ignoreIndex;
      counts = rotate(i32x4.replace_lane(counts, 0, -<i32>ok));
      w = rotate(f32x4.replace_lane(w, 0, ok ? weightOf(weight, y) : 0));
      at = rotate(f32x4.replace_lane(at, 0, ok ? load<f32>(x + ((r * <usize>C + <usize>y) << 2)) : 0));
    }
    const p = workspace + MAXIMA;
    const l = f32x4.mul(w, f32x4.sub(v128.load(p, 16), f32x4.sub(at, v128.load(p))));
    storeLanes(loss + (<usize>begin << 2), v128.and(l, counts), n);
    if (!dx) continue;
    let slope = v128.and(f32x4.mul(w, f32x4.splat(<f32>scale)), counts);
    for (let c = 0; c < C; c++) {
      const q = workspace + (<usize>c << 4);
      v128.store(q, f32x4.mul(v128.load(q), slope));
    }
    scatterRows(dx + start, n, C);
    for (let r = begin; r < begin + n; r++) {
      const y = load<i32>(target + (<usize>r << 2));
      if (y != ignoreIndex) {
        const d = dx + ((<usize>r * <usize>C + <usize>y) << 2);
        store<f32>(d, load<f32>(d) - f32x4.extract_lane(slope, 0));
      }
      slope = rotate(slope);
    }
  }
}

/**
 * Writes loss [N] and, unless dx is 0, dx [N, C], the gradient of scale · Σ_n loss_n. dx may be x, but
 * may not overlap it otherwise. Unit: a row, N in all.
 */
export function crossEntropy(
  begin: i32, end: i32, loss: usize, dx: usize, x: usize, target: usize, weight: usize,
  scale: f64, C: i32, ignoreIndex: i32, labelSmoothing: f64,
): void {
  expects(begin, end, loss | dx | x | target | weight, C);
  assert(dx == x || dx + (<usize>end * <usize>C << 2) <= x || x + (<usize>end * <usize>C << 2) <= dx);
  if (begin >= end) return;
  if (C <= 0) {
    memory.fill(loss + (<usize>begin << 2), 0, <usize>(end - begin) << 2);
    return;
  }
  if (C < SHORT && labelSmoothing == 0) {
    shortRows(begin, end, loss, dx, x, target, weight, scale, C, ignoreIndex);
    return;
  }
  const bytes = <usize>C << 2;
  const hard = 1 - labelSmoothing;
  const soft = labelSmoothing / <f64>C;
  let W = <f64>C;
  if (soft != 0 && weight) {
    W = 0;
    for (let c = 0; c < C; c++) W += <f64>weightOf(weight, c);
  }
  let row = x + <usize>begin * bytes;
  let out = dx + <usize>begin * bytes;
  // The previous row, its target and the parts of its gradient. The first row stands in for the one before it.
  let done = out;
  // The factor 1 leaves it unchanged until it is read, in case dx is x.
  let y = 0;
  let a: f32 = 1;
  let b: f32 = 0;
  let g: f32 = 0;
  let m = rowMax(C, row);
  do {
    const next = load<i32>(target + (<usize>begin << 2));
    const valid = next != ignoreIndex;
    const logit = valid ? load<f32>(row + (<usize>next << 2)) : 0;
    const logits: f64 = valid && soft != 0 ? rowDot(C, row, m, weight) : 0;
    // The last row stands in for the one after it.
    const after = begin + 1 < end ? row + bytes : row;
    const total = sweep(dx ? EXP : SUM, C, after, row, m, done, out, a, weight ? 0 : -b);
    if (dx && done != out) settle(done, weight, b, y, g, C);

    y = next;
    let l: f64 = 0;
    let slope: f64 = 0;
    b = 0;
    if (!valid) {
      y = 0;
      g = 0;
    } else {
      const logTotal = log64(total);
      slope = hard * <f64>weightOf(weight, y);
      l = -slope * (<f64>(logit - m) - logTotal);
      g = <f32>(scale * slope);
      if (soft != 0) {
        l -= soft * (logits - W * logTotal);
        slope += soft * W;
        b = <f32>(scale * soft);
      }
      slope *= scale;
    }
    store<f32>(loss + (<usize>begin << 2), <f32>l);
    a = <f32>(slope / total);
    done = out;
    out += bytes;
    row += bytes;
    m = maxAfter;
  } while (++begin < end);
  if (!dx) return;
  finishRow(EXP, C, done, done, a, weight ? 0 : -b);
  settle(done, weight, b, y, g, C);
}

/** dx [N, C] *= dloss [N], row by row: the rest of the gradient for losses that are not reduced. Unit: a row, N in all. */
export function scaleRows(begin: i32, end: i32, dx: usize, dloss: usize, C: i32): void {
  expects(begin, end, dx | dloss, C);
  for (let n = begin; n < end; n++) {
    const d = v128.load32_splat(dloss + (<usize>n << 2));
    let p = dx + ((<usize>n * <usize>C) << 2);
    for (let c = C; c > 0; c -= 4) {
      storeLanes(p, f32x4.mul(v128.load(p), d), c);
      p += 16;
    }
  }
}
