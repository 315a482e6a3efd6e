/**
 * Copies between a contiguous tensor and a strided window, and the numbers of a range.
 *
 * `meta` points to `ndim` ≤ 8 sizes and then `ndim` strides of the window in elements, as int32, outermost first. The
 * contiguous side has the same sizes in row-major order; the unit of a range is one of its elements. Any type of
 * four bytes, but for what adds, which is float32.
 */
import { FREE, Two } from './lanes';
import { each2 } from './lanes2';
import { storeTail } from './simd';
import { workspace } from './workspace';

const enum Mode {
  gather, scatter, add,
}

/** Columns of a block of a transposed copy: its lines of the window stay in the first-level cache. */
const BLOCK: i32 = 64;

/** n elements from contiguous memory to contiguous memory. */
export function copyRow(dst: usize, src: usize, n: i32): void {
  if (n >= 32) {
    memory.copy(dst, src, <usize>n << 2);
    return;
  }
  const end = dst + (<usize>n << 2);
  while (dst + 16 <= end) {
    v128.store(dst, v128.load(src));
    dst += 16;
    src += 16;
  }
  if (dst < end) storeTail(dst, v128.load(src), n & 3);
}

/** n elements of one row: c contiguous, w with a stride in bytes. */
function row(mode: Mode, n: i32, c: usize, w: usize, stride: usize): void {
  if (stride == 4) {
    if (mode == Mode.gather) copyRow(c, w, n);
    else if (mode == Mode.scatter) copyRow(w, c, n);
    else each2(Two.add, 0, n, w, w, c, 16, 16, 0, 0);
    return;
  }
  for (; n > 0; n--) {
    if (mode == Mode.gather) store<u32>(c, load<u32>(w));
    else if (mode == Mode.scatter) store<u32>(w, load<u32>(c));
    else store<f32>(w, load<f32>(w) + load<f32>(c));
    c += 4;
    w += stride;
  }
}

/** Walks over the rows of the window that [begin, end) meets; the counters are in scratch memory. */
function walk(mode: Mode, begin: i32, end: i32, c: usize, w: usize, ndim: i32, meta: usize): void {
  let n = end - begin;
  if (n <= 0) return;
  c += <usize>begin << 2;
  const counters = workspace + FREE;
  const strides = meta + (<usize>ndim << 2);
  const last = <usize>(ndim - 1) << 2;
  const cols = ndim ? load<i32>(meta + last) : 1;
  const step = ndim ? <usize>load<i32>(strides + last) << 2 : 4;
  // where the range begins, innermost first
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
    // the next row: count up from the innermost outer dimension
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

/** c(rows×cols) = Wᵀ for rows a multiple of 4, where W's rows are `step` bytes apart; by 4×4 tiles. */
function transpose(rows: i32, cols: i32, c: usize, w: usize, step: usize): void {
  const width = <usize>cols << 2;
  for (let left = 0; left < cols; left += BLOCK) {
    const right = min(left + BLOCK, cols);
    for (let i = 0; i < rows; i += 4) {
      let from = w + (<usize>i << 2) + <usize>left * step;
      let to = c + <usize>i * width + (<usize>left << 2);
      let j = left;
      for (; j + 4 <= right; j += 4) {
        const a = v128.load(from);
        const b = v128.load(from + step);
        const d = v128.load(from + 2 * step);
        const e = v128.load(from + 3 * step);
        const ab = i8x16.shuffle(a, b, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const de = i8x16.shuffle(d, e, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
        const ab2 = i8x16.shuffle(a, b, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        const de2 = i8x16.shuffle(d, e, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
        v128.store(to, i64x2.shuffle(ab, de, 0, 2));
        v128.store(to + width, i64x2.shuffle(ab, de, 1, 3));
        v128.store(to + 2 * width, i64x2.shuffle(ab2, de2, 0, 2));
        v128.store(to + 3 * width, i64x2.shuffle(ab2, de2, 1, 3));
        from += 4 * step;
        to += 16;
      }
      for (; j < right; j++) {
        store<u32>(to, load<u32>(from));
        store<u32>(to + width, load<u32>(from, 4));
        store<u32>(to + 2 * width, load<u32>(from, 8));
        store<u32>(to + 3 * width, load<u32>(from, 12));
        from += step;
        to += 4;
      }
    }
  }
}

/** dst = the window src. dst is contiguous and written; strides may be 0. */
export function copyStrided(begin: i32, end: i32, dst: usize, src: usize, ndim: i32, meta: usize): void {
  walk(Mode.gather, begin, end, dst, src, ndim, meta);
}

/** The window dst = src, which is contiguous. */
export function copyToStrided(begin: i32, end: i32, dst: usize, src: usize, ndim: i32, meta: usize): void {
  walk(Mode.scatter, begin, end, src, dst, ndim, meta);
}

/** The window dst += src, which is contiguous. Where strides are 0 the sums are in row-major order, by one thread. */
export function addToStrided(begin: i32, end: i32, dst: usize, src: usize, ndim: i32, meta: usize): void {
  walk(Mode.add, begin, end, src, dst, ndim, meta);
}

/** y[i] = start + i · step, each from i itself and rounded once. Unit: an element of y. */
export function arange(begin: i32, end: i32, y: usize, start: f64, step: f64): void {
  for (let i = begin; i < end; i++) store<f32>(y + (<usize>i << 2), <f32>(start + <f64>i * step));
}

/** The same in int32; start and step are whole and the results in its range. */
export function arangeI32(begin: i32, end: i32, y: usize, start: i32, step: i32): void {
  for (let i = begin; i < end; i++) store<i32>(y + (<usize>i << 2), start + i * step);
}
