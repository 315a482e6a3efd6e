/**
 * Two operands that broadcast against each other in two dimensions: the loop under arithmetic, comparisons and powers.
 *
 *   y[e] = op(a[row · aRow + col · aCol], b[row · bRow + col · bCol])   row = ⌊e / cols⌋, col = e mod cols
 *
 * The unit of a range is an element of y, which is contiguous. y is written; a and b are read, and y may be either of
 * them if it has the same layout. aCol and bCol are 0 or 1; aRow and bRow are any steps, in elements. `p` and `q` are the
 * operation's parameters.
 */
import { expects } from './expects';
import { Two } from './map1';
import { each2 } from './map2';
import { FREE, REPEAT_A, REPEAT_B } from './layout';
import { workspace } from './workspace';

/** 1 and −1 as bits, for the parameters of integer operations. */
export const ONE: f32 = reinterpret<f32>(1);
export const MINUS_ONE: f32 = reinterpret<f32>(-1);

/** Rows shorter than SHORT are laid out side by side in scratch memory, CHUNK elements at a time. */
const SHORT: i32 = 32;
const CHUNK: i32 = 1024;

/** y = op(a, b), with the operation's parameters. */
export function broadcast(
  op: Two, begin: i32, end: i32, y: usize, a: usize, b: usize,
  cols: i32, aRow: i32, aCol: i32, bRow: i32, bCol: i32, p: f32, q: f32,
): void {
  let n = end - begin;
  expects(begin, end, y | a | b, cols);
  assert(aCol >>> 1 == 0 && bCol >>> 1 == 0 && (begin == end || cols > 0));
  if (n <= 0) return;
  y += <usize>begin << 2;
  let col = begin;
  if (aRow == cols * aCol && bRow == cols * bCol) {
    // the rows follow each other without a gap: one long row
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

/** Copies `count` elements of an operand, from column `col` of the row at x on, side by side into scratch memory. */
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
