/**
 * Copies between a contiguous tensor and a strided window.
 *
 * `meta` points to `ndim` ≤ MAX_DIMS sizes and then `ndim` strides of the window, in elements, as int32, outermost first.
 * The contiguous side has the same sizes, in row-major order. The unit of a range is one of its elements, which are
 * four bytes of any type.
 */
import { expects } from '../lib/expects';
import { copyRow, FREE, transpose } from '../lib/layout';
import { workspace } from '../lib/workspace';

/** The most dimensions of a window. */
export const MAX_DIMS: i32 = 8;

const enum Mode {
  gather, scatter,
}

/** Copies n elements of one row between c, which is contiguous, and w, whose stride is in bytes. */
function row(mode: Mode, n: i32, c: usize, w: usize, stride: usize): void {
  if (stride == 4) {
    if (mode == Mode.gather) copyRow(c, w, n);
    else copyRow(w, c, n);
    return;
  }
  for (; n > 0; n--) {
    if (mode == Mode.gather) store<u32>(c, load<u32>(w));
    else store<u32>(w, load<u32>(c));
    c += 4;
    w += stride;
  }
}

/** Walks over those rows of the window that [begin, end) covers; the counters are in scratch memory. */
function walk(mode: Mode, begin: i32, end: i32, c: usize, w: usize, ndim: i32, meta: usize): void {
  let n = end - begin;
  expects(begin, end, c | w | meta, ndim);
  assert(ndim <= MAX_DIMS);
  if (n <= 0) return;
  c += <usize>begin << 2;
  const counters = workspace + FREE;
  const strides = meta + (<usize>ndim << 2);
  const last = <usize>(ndim - 1) << 2;
  const cols = ndim ? load<i32>(meta + last) : 1;
  const step = ndim ? <usize>load<i32>(strides + last) << 2 : 4;
  // the place at which the range begins, innermost dimension first
  let col = 0;
  let rest = begin;
  for (let d = last; <i32>d >= 0; d -= 4) {
    const size = load<i32>(meta + d);
    const at = rest % size;
    rest /= size;
    if (d == last) col = at;
    store<i32>(counters + d, at);
    w += <usize>(at * load<i32>(strides + d)) << 2;
  }
  const square = mode == Mode.gather && ndim > 1 && step > 4 && load<i32>(strides + last - 4) == 1;
  for (;;) {
    let count = min(n, cols - col);
    // whole rows of a transposed window, four at a time or more
    if (square && col == 0) {
      const rows = min(n / cols, load<i32>(meta + last - 4) - load<i32>(counters + last - 4)) & ~3;
      if (rows) {
        transpose(rows, cols, c, w, step);
        store<i32>(counters + last - 4, load<i32>(counters + last - 4) + rows - 1);
        w += <usize>(rows - 1) << 2;
        count = rows * cols;
      } else row(mode, count, c, w, step);
    } else row(mode, count, c, w, step);
    n -= count;
    if (!n) return;
    c += <usize>count << 2;
    w -= <usize>col * step;
    col = 0;
    // the next row: counts up, starting with the innermost of the outer dimensions
    for (let d = last - 4; <i32>d >= 0; d -= 4) {
      const at = load<i32>(counters + d) + 1;
      const stride = load<i32>(strides + d);
      if (at < load<i32>(meta + d)) {
        store<i32>(counters + d, at);
        w += <usize>stride << 2;
        break;
      }
      store<i32>(counters + d, 0);
      w -= <usize>((at - 1) * stride) << 2;
    }
  }
}

/** Copies the window src to dst, which is contiguous. Strides may be 0. */
export function copyStrided(begin: i32, end: i32, dst: usize, src: usize, ndim: i32, meta: usize): void {
  walk(Mode.gather, begin, end, dst, src, ndim, meta);
}

/** Copies src, which is contiguous, to the window dst. */
export function copyToStrided(begin: i32, end: i32, dst: usize, src: usize, ndim: i32, meta: usize): void {
  walk(Mode.scatter, begin, end, src, dst, ndim, meta);
}
