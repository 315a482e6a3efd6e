/**
 * Elementwise kernels on two operands that broadcast against each other in two dimensions.
 *
 *   y[e] = op(a[row · aRow + col · aCol], b[row · bRow + col · bCol])   row = ⌊e / cols⌋, col = e mod cols
 *
 * The unit of a range is an element of y, which is contiguous and written; a and b are read, y may be either where
 * it has the same layout. aCol and bCol are 0 or 1, aRow and bRow any steps, in elements. Names without a type work
 * on float32, `…I32` on int32; comparisons give int32 0 or 1.
 */
import { Two } from '../lib/map1';
import { each2 } from '../lib/map2';
import { FREE, REPEAT_A, REPEAT_B } from '../lib/layout';
import { workspace } from '../lib/workspace';

/** Parameters of integer operations. */
const ONE: f32 = reinterpret<f32>(1);
const MINUS_ONE: f32 = reinterpret<f32>(-1);

/** Rows shorter than this are laid out side by side in scratch memory, so many elements at a time. */
const SHORT: i32 = 32;
const CHUNK: i32 = 1024;

/** y = op(a, b), with the operation's parameters. */
function broadcast(
  op: Two, begin: i32, end: i32, y: usize, a: usize, b: usize,
  cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32, p: f32, q: f32,
): void {
  let n = end - begin;
  assert(begin >= 0 && aCol >>> 1 == 0 && bCol >>> 1 == 0);
  if (n <= 0) return;
  y += <usize>begin << 2;
  let col = begin;
  if (aRow == cols * aCol && bRow == cols * bCol) {
    // no seam between the rows: one long row
    cols = end;
  } else {
    const row = begin / cols;
    col -= row * cols;
    a += <usize>(row * aRow) << 2;
    b += <usize>(row * bRow) << 2;
  }
  do {
    let count = min(n, cols - col);
    let u = a + (<usize>col << 2);
    let v = b + (<usize>col << 2);
    let da = aCol;
    let db = bCol;
    let rows = 1;
    if (cols < SHORT) {
      rows = CHUNK / cols;
      count = min(n, rows * cols - col);
      if (aRow != cols * aCol) {
        u = spread(0, a, col, count, cols, aRow, aCol);
        da = 1;
      }
      if (bRow != cols * bCol) {
        v = spread(1, b, col, count, cols, bRow, bCol);
        db = 1;
      }
    }
    if (!da) {
      u = workspace + REPEAT_A;
      v128.store(u, v128.load32_splat(a));
    }
    if (!db) {
      v = workspace + REPEAT_B;
      v128.store(v, v128.load32_splat(b));
    }
    each2(op, 0, count, y, u, v, <usize>da << 4, <usize>db << 4, p, q);
    n -= count;
    y += <usize>count << 2;
    a += <usize>(rows * aRow) << 2;
    b += <usize>(rows * bRow) << 2;
    col = 0;
  } while (n);
}

/** `count` elements of an operand from column `col` of the row at x on, side by side in scratch memory. */
function spread(which: i32, x: usize, col: i32, count: i32, cols: i32, row: i32, step: i32): usize {
  const t = workspace + FREE + which * (CHUNK * 4);
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    store<u32>(t + at, load<u32>(x + (<usize>(col * step) << 2)));
    if (++col == cols) {
      col = 0;
      x += <usize>row << 2;
    }
  }
  return t;
}

/** y = a + b. */
// prettier-ignore
export function add(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.add, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a − b. */
// prettier-ignore
export function sub(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaled, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, -1, 0);
}
/** y = a · b. */
// prettier-ignore
export function mul(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.mul, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a / b. */
// prettier-ignore
export function div(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.div, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a to the power b. */
// prettier-ignore
export function pow(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.pow, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = the greater of a and b; NaN if either is. */
// prettier-ignore
export function maximum(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.max, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = the lesser of a and b; NaN if either is. */
// prettier-ignore
export function minimum(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.min, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a + b, wrapping. */
// prettier-ignore
export function addI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaledI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, ONE, 0);
}
/** y = a − b, wrapping. */
// prettier-ignore
export function subI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.addScaledI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, MINUS_ONE, 0);
}
/** y = a · b, wrapping. */
// prettier-ignore
export function mulI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.mulI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = the greater of a and b. */
// prettier-ignore
export function maximumI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.maxI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = the lesser of a and b. */
// prettier-ignore
export function minimumI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.minI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a = b. */
// prettier-ignore
export function eq(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eq, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a ≠ b. */
// prettier-ignore
export function ne(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eq, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}
/** y = a < b. */
// prettier-ignore
export function lt(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.lt, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a ≤ b. */
// prettier-ignore
export function le(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.le, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a > b. */
// prettier-ignore
export function gt(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.lt, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}
/** y = a ≥ b. */
// prettier-ignore
export function ge(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.le, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}
/** y = a = b. */
// prettier-ignore
export function eqI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eqI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a ≠ b. */
// prettier-ignore
export function neI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.eqI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}
/** y = a < b. */
// prettier-ignore
export function ltI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a ≤ b. */
// prettier-ignore
export function leI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, ONE);
}
/** y = a > b. */
// prettier-ignore
export function gtI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, b, a, cols, bRow, bCol, aRow, aCol, 0, 0);
}
/** y = a ≥ b. */
// prettier-ignore
export function geI32(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.ltI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, ONE);
}
/** y = a and b, both 0 or 1. */
// prettier-ignore
export function logicalAnd(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.minI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
/** y = a or b, both 0 or 1. */
// prettier-ignore
export function logicalOr(begin: i32, end: i32, y: usize, a: usize, b: usize, cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32): void {
  broadcast(Two.maxI32, begin, end, y, a, b, cols, aRow, aCol, bRow, bCol, 0, 0);
}
