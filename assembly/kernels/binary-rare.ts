/**
 * Functions of two float32 operands that few programs need, computed in float64, two lanes at a time.
 *
 *   y[e] = op(a[row · aRow + col · aCol], b[row · bRow + col · bCol])   row = ⌊e / cols⌋, col = e mod cols
 *
 * The unit of a range is an element of y, which is contiguous and written; a and b are read, and their steps are in
 * elements.
 */
import { expects } from '../lib/expects';
import * as pairs from '../lib/pairs';

@unmanaged class Logaddexp { @inline of(a: v128, b: v128): v128 { return pairs.logaddexp(a, b); } }
@unmanaged class Atan2 { @inline of(a: v128, b: v128): v128 { return pairs.atan2(a, b); } }

/** Elements e and f of an operand, as float64. */
function pair(x: usize, e: i32, f: i32, cols: i32, row: i32, col: i32): v128 {
  const p = f32.load(x + (<usize>((e / cols) * row + (e % cols) * col) << 2));
  const q = f32.load(x + (<usize>((f / cols) * row + (f % cols) * col) << 2));
  return f64x2.replace_lane(f64x2.splat(p), 1, q);
}

// @ts-ignore: decorator
@inline
function each<Op>(
  begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32,
): void {
  expects(begin, end, y | a | b, cols);
  for (let e = begin; e < end; e += 2) {
    const f = min(e + 1, end - 1);
    const u = pair(a, e, f, cols, aRow, aCol);
    const w = f32x4.demote_f64x2_zero(changetype<Op>(0).of(u, pair(b, e, f, cols, bRow, bCol)));
    if (e == f) v128.store32_lane(y + (<usize>e << 2), w, 0);
    else v128.store64_lane(y + (<usize>e << 2), w, 0);
  }
}

/** y = log (eᵃ + eᵇ). */
// prettier-ignore
export function logaddexp(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  each<Logaddexp>(begin, end, y, a, b, cols, aRow, aCol, bRow, bCol);
}

/** y = the angle of the point (b, a), from −π to π. */
// prettier-ignore
export function atan2(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  each<Atan2>(begin, end, y, a, b, cols, aRow, aCol, bRow, bCol);
}
