/**
 * Negative log-likelihood of log-probabilities x [outer, C, inner] with target [outer, inner], int32, and the weights w of
 * the classes, all 1 if their pointer is 0. With N = outer · inner and y = target[n]:
 *
 *   loss_n = −w[y] · x[n, y], and 0 where y is ignoreIndex
 *
 * The caller has asked `checkTargets` whether every other target is in [0, C).
 */
import { weightOf } from '../lib/class-weights';
import { expects } from '../lib/expects';

/** Writes loss [N]. Unit: an n, N in all. */
export function nllLoss(
  begin: i32, end: i32, loss: usize, x: usize, target: usize, weight: usize, C: i32, inner: i32, ignoreIndex: i32,
): void {
  expects(begin, end, loss | x | target | weight, C | inner);
  for (let n = begin; n < end; n++) {
    const y = load<i32>(target + (<usize>n << 2));
    let l: f32 = 0;
    if (y != ignoreIndex) {
      const o = n / inner;
      const at = (<usize>o * <usize>C + <usize>y) * <usize>inner + <usize>(n - o * inner);
      l = -weightOf(weight, y) * load<f32>(x + (at << 2));
    }
    store<f32>(loss + (<usize>n << 2), l);
  }
}

/**
 * Writes all of dx [outer, C, inner]: −w[y] · scale · dloss_n at the targets, 0 elsewhere. dloss has N elements,
 * or one if dlossStride is 0. Unit: an o, outer in all.
 */
export function nllLossBackward(
  begin: i32, end: i32, dx: usize, dloss: usize, dlossStride: i32, scale: f32, target: usize, weight: usize,
  C: i32, inner: i32, ignoreIndex: i32,
): void {
  expects(begin, end, dx | dloss | target | weight, C | inner);
  assert(dlossStride >>> 1 == 0);
  const size = <usize>C * <usize>inner;
  if (end > begin) memory.fill(dx + ((<usize>begin * size) << 2), 0, (<usize>(end - begin) * size) << 2);
  for (let n = begin * inner; n < end * inner; n++) {
    const y = load<i32>(target + (<usize>n << 2));
    if (y == ignoreIndex) continue;
    const o = n / inner;
    const at = <usize>o * size + <usize>y * <usize>inner + <usize>(n - o * inner);
    const d = load<f32>(dloss + (<usize>(n * dlossStride) << 2));
    store<f32>(dx + (at << 2), -weightOf(weight, y) * scale * d);
  }
}
