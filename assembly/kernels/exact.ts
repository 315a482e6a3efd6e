/**
 * Sums and products over the middle of a contiguous x[outer, reduce, inner] that must keep an eye on every step: those
 * of integers, and the gradient of a product.
 *
 * The unit of a range is a lane (o, j), outer·inner in all; x is read, y or dx written. Totals are float64, or int64
 * for sums of integers.
 */

/** The address of the first element of lane i. */
// @ts-ignore: decorator
@inline
function laneOf(x: usize, i: i32, reduce: i32, inner: i32): usize {
  const o = i / inner;
  return x + (<usize>(o * reduce * inner + i - o * inner) << 2);
}

/** y[o, r, j] = Σ x[o, q, j] over q ≤ r in int32; returns 1 if some sum left that range, else 0. */
export function cumsumI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  let left = 0;
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: i64 = 0;
    for (let n = reduce; n > 0; n--) {
      total += <i64>load<i32>(x + at);
      if (total != <i64>(<i32>total)) left = 1;
      store<i32>(y + at, <i32>total);
      at += <usize>inner << 2;
    }
  }
  return left;
}

/** y[o, j] = Π x[o, r, j] in int32; returns 1 if some product left that range, else 0. */
export function prodI32(begin: i32, end: i32, y: usize, x: usize, reduce: i32, inner: i32): i32 {
  let left = 0;
  for (let i = begin; i < end; i++) {
    let at = laneOf(x, i, reduce, inner);
    // exact up to 2⁵³; what grew beyond that comes back into range by a zero only, which ends the product
    let total: f64 = 1;
    for (let n = reduce; n > 0 && total != 0; n--) {
      const v = load<i32>(at);
      total = v ? total * <f64>v : 0;
      at += <usize>inner << 2;
    }
    if (total < -2147483648.0 || total > 2147483647.0) left = 1;
    store<i32>(y + (<usize>i << 2), <i32>min(max(total, -2147483648.0), 2147483647.0));
  }
  return left;
}

/** dx[o, r, j] = dy[o, j] · Π_{q ≠ r} x[o, q, j]: right where factors are zero too. */
export function prodBackward(
  begin: i32, end: i32, dx: usize, dy: usize, x: usize, reduce: i32, inner: i32,
): void {
  const step = <usize>inner << 2;
  for (let i = begin; i < end; i++) {
    let at = laneOf(0, i, reduce, inner);
    let total: f64 = 1;
    for (let n = reduce; n > 0; n--) {
      store<f32>(dx + at, <f32>total);
      total *= <f64>load<f32>(x + at);
      at += step;
    }
    total = <f64>load<f32>(dy + (<usize>i << 2));
    for (let n = reduce; n > 0; n--) {
      at -= step;
      store<f32>(dx + at, <f32>(<f64>load<f32>(dx + at) * total));
      total *= <f64>load<f32>(x + at);
    }
  }
}
