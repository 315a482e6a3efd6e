/**
 * The hinge loss of several labels: x [N, C] are scores, and the labels of sample n are those of target [N, C], int32,
 * up to the first that is negative. With k over the labels and c over the classes that are no label:
 *
 *   loss_n = 1/C · Σ_k Σ_c max(0, 1 − x[n, k] + x[n, c])
 *
 * The caller has checked that every other label is in [0, C).
 */
import { expects } from '../lib/expects';

/** Whether c is among the k labels. */
// @ts-ignore: decorator
@inline
function isLabel(c: i32, label: usize, end: usize): bool {
  while (label < end && load<i32>(label) != c) label += 4;
  return label < end;
}

/**
 * Writes loss(N), or if dx is not 0, dx(N, C), the gradient of scale · Σ dloss · loss; dloss has N elements, or one if
 * dlossStride is 0. Unit: a sample, N in all.
 */
export function multilabelMargin(
  begin: i32, end: i32, loss: usize, dx: usize, dloss: usize, dlossStride: i32, scale: f32, x: usize, target: usize,
  C: i32,
): void {
  expects(begin, end, loss | dx | dloss | x | target, C);
  assert(dlossStride >>> 1 == 0);
  const width = <usize>C << 2;
  for (let n = begin; n < end; n++) {
    const at = <usize>n * width;
    const row = x + at, to = dx + at, label = target + at;
    let past = label;
    while (past < label + width && load<i32>(past) >= 0) past += 4;
    let d: f32 = 0;
    if (dx) {
      d = load<f32>(dloss + (<usize>(n * dlossStride) << 2)) * scale / <f32>C;
      memory.fill(to, 0, width);
    }
    let total: f64 = 0;
    for (let c = 0; c < C; c++) {
      if (isLabel(c, label, past)) continue;
      const own = <usize>c << 2;
      let hits = 0;
      for (let k = label; k < past; k += 4) {
        const other = <usize>load<i32>(k) << 2;
        const z = 1 - <f64>load<f32>(row + other) + <f64>load<f32>(row + own);
        // NaN counts
        if (z <= 0) continue;
        total += z;
        hits++;
        if (dx) store<f32>(to + other, load<f32>(to + other) - d);
      }
      if (dx) store<f32>(to + own, <f32>hits * d);
    }
    if (loss) store<f32>(loss + (<usize>n << 2), <f32>(total / <f64>C));
  }
}
