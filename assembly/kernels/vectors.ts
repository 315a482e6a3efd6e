/** Arithmetic on long vectors, for L-BFGS. None is shared out among threads, so there are no ranges. */
import { expects } from '../lib/expects';
import { f } from '../lib/map1';
import { storeLanes } from '../lib/rows';

/** z = a · x + b · y over n elements; z may be x or y. */
export function combine(n: i32, z: usize, x: usize, a: f64, y: usize, b: f64): void {
  expects(0, n, x | y | z, 0);
  const va = f(<f32>a), vb = f(<f32>b);
  for (; n > 0; n -= 4) {
    storeLanes(z, f32x4.add(f32x4.mul(va, v128.load(x)), f32x4.mul(vb, v128.load(y))), n);
    x += 16;
    y += 16;
    z += 16;
  }
}

/** Σ x · y over n elements, in float64. */
export function dotProduct(n: i32, x: usize, y: usize): f64 {
  expects(0, n, x | y, 0);
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (; n >= 4; n -= 4) {
    const a = v128.load(x), b = v128.load(y);
    low = f64x2.add(low, f64x2.mul(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(b)));
    high = f64x2.add(
      high,
      f64x2.mul(f64x2.promote_low_f32x4(i64x2.shuffle(a, a, 1, 1)), f64x2.promote_low_f32x4(i64x2.shuffle(b, b, 1, 1))),
    );
    x += 16;
    y += 16;
  }
  low = f64x2.add(low, high);
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  for (; n > 0; n--) {
    sum += <f64>load<f32>(x) * <f64>load<f32>(y);
    x += 4;
    y += 4;
  }
  return sum;
}

/** The greatest |x| of n elements, NaN if any is. */
export function absMax(n: i32, x: usize): f32 {
  expects(0, n, x, 0);
  let most: f32 = 0;
  for (; n > 0; n--) {
    most = max<f32>(most, abs<f32>(load<f32>(x)));
    x += 4;
  }
  return most;
}

/** Σ |x| over n elements, in float64. */
export function absSum(n: i32, x: usize): f64 {
  expects(0, n, x, 0);
  let sum: f64 = 0;
  for (; n > 0; n--) {
    sum += <f64>abs<f32>(load<f32>(x));
    x += 4;
  }
  return sum;
}
