/**
 * Functions of one contiguous float32 operand that few programs need, computed in float64, two lanes at a time.
 *
 *   y[i] = op(x[i])   for i in [begin, end)
 *
 * The unit of a range is an element. y is written and may be x; x is read.
 */
import { expects } from '../lib/expects';
import { tan as tan64 } from '../lib/math64';
import * as pairs from '../lib/pairs';
import { d } from '../lib/pairs';

@unmanaged class Log2 { @inline of(x: v128): v128 { return pairs.log2(x); } }
@unmanaged class Log10 {
  @inline of(x: v128): v128 { return f64x2.mul(pairs.log2(x), d(0.3010299956639812)); }
}
@unmanaged class Exp2 { @inline of(x: v128): v128 { return pairs.exp2(x); } }
@unmanaged class Tan {
  @inline of(x: v128): v128 {
    const low = tan64(<f32>f64x2.extract_lane(x, 0));
    return f64x2.replace_lane(d(low), 1, tan64(<f32>f64x2.extract_lane(x, 1)));
  }
}
@unmanaged class Asin { @inline of(x: v128): v128 { return pairs.asin(x); } }
@unmanaged class Acos { @inline of(x: v128): v128 { return pairs.acos(x); } }
@unmanaged class Atan { @inline of(x: v128): v128 { return pairs.atan2(x, d(1)); } }
@unmanaged class Sinh { @inline of(x: v128): v128 { return pairs.sinh(x); } }
@unmanaged class Cosh { @inline of(x: v128): v128 { return pairs.cosh(x); } }
@unmanaged class Trunc { @inline of(x: v128): v128 { return f64x2.trunc(x); } }

// @ts-ignore: decorator
@inline
function each<Op>(begin: i32, end: i32, y: usize, x: usize): void {
  expects(begin, end, y | x, 0);
  y += <usize>begin << 2;
  x += <usize>begin << 2;
  for (let n = end - begin; n > 0; n -= 2) {
    const v = f64x2.promote_low_f32x4(v128.load64_zero(x));
    const w = f32x4.demote_f64x2_zero(changetype<Op>(0).of(v));
    if (n == 1) v128.store32_lane(y, w, 0);
    else v128.store64_lane(y, w, 0);
    x += 8;
    y += 8;
  }
}

/** y = log₂ x. */
export function log2(begin: i32, end: i32, y: usize, x: usize): void {
  each<Log2>(begin, end, y, x);
}

/** y = log₁₀ x. */
export function log10(begin: i32, end: i32, y: usize, x: usize): void {
  each<Log10>(begin, end, y, x);
}

/** y = 2ˣ. */
export function exp2(begin: i32, end: i32, y: usize, x: usize): void {
  each<Exp2>(begin, end, y, x);
}

/** y = tan x. */
export function tan(begin: i32, end: i32, y: usize, x: usize): void {
  each<Tan>(begin, end, y, x);
}

/** y = arcsin x. */
export function asin(begin: i32, end: i32, y: usize, x: usize): void {
  each<Asin>(begin, end, y, x);
}

/** y = arccos x. */
export function acos(begin: i32, end: i32, y: usize, x: usize): void {
  each<Acos>(begin, end, y, x);
}

/** y = arctan x. */
export function atan(begin: i32, end: i32, y: usize, x: usize): void {
  each<Atan>(begin, end, y, x);
}

/** y = sinh x. */
export function sinh(begin: i32, end: i32, y: usize, x: usize): void {
  each<Sinh>(begin, end, y, x);
}

/** y = cosh x. */
export function cosh(begin: i32, end: i32, y: usize, x: usize): void {
  each<Cosh>(begin, end, y, x);
}

/** y = x without its fraction. */
export function trunc(begin: i32, end: i32, y: usize, x: usize): void {
  each<Trunc>(begin, end, y, x);
}

/** y = x, but `nan`, `posinf` and `neginf` where x is NaN, ∞ and −∞. */
export function nanToNum(begin: i32, end: i32, y: usize, x: usize, nan: f32, posinf: f32, neginf: f32): void {
  expects(begin, end, y | x, 0);
  for (let i = <usize>begin; i < <usize>end; i++) {
    const v = f32.load(x + (i << 2));
    f32.store(y + (i << 2), v != v ? nan : v == Infinity ? posinf : v == -Infinity ? neginf : v);
  }
}
