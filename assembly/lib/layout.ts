/**
 * How kernels lay out scratch memory, and copies of rows and tiles of four-byte elements of any type.
 */
import { storeTail } from './simd';
import { workspace } from './workspace';

/** One vector for what overhangs an end and one for each operand that repeats; a kernel's own data comes after FREE. */
export const END: i32 = 0;
export const REPEAT_A: i32 = 16;
export const REPEAT_B: i32 = 32;
export const FREE: i32 = 64;

/** Copies n contiguous elements. */
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

/** Columns of a block of a transposed copy: the lines of W that it reads stay in the first-level cache. */
const BLOCK: i32 = 64;

/** c(rows×cols) = Wᵀ in tiles of 4 × 4. rows is a multiple of 4, and the rows of W are `step` bytes apart. */
export function transpose(rows: i32, cols: i32, c: usize, w: usize, step: usize): void {
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

/** Reductions transpose rows of up to SHORT elements into columns, TURNED_COLUMNS rows at a time. */
export const SHORT: i32 = 24;
export const TURNED_COLUMNS: i32 = 256;
/** Where those are in scratch memory, beyond what reductions use. */
const TURNED: i32 = FREE + 32768;

/** Transposes x(rows, n), with rows ≤ TURNED_COLUMNS and n ≤ SHORT, into scratch memory; returns its address. */
export function toColumns(n: i32, rows: i32, x: usize): usize {
  // a last tile that reaches beyond the row's end copies elements of the next row, which are not used
  transpose((n + 3) & ~3, rows, workspace + TURNED, x, <usize>n << 2);
  return workspace + TURNED;
}

