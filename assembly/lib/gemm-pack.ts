/**
 * Copies gemm's operands into the order in which its micro-kernel reads them.
 *
 * A panel of B holds 8 columns over a run of k, as [p][8]; the distance between panels is not a
 * power of two, because caches choose a set by the low bits of the address. A is only ever read by rows.
 */

import { NR, PANEL_STEP } from './gemm-tile';

/** Bytes from panel to panel for a run of k. */
// @ts-ignore: decorator
@inline
export function panelBytes(k: i32): i32 {
  return ((k + 3) & ~3) * PANEL_STEP + 64;
}

/** The length of the runs that divide `size` evenly: at most `most`, and a multiple of `unit` if there are several. */
export function evenRun(size: i32, most: i32, unit: i32): i32 {
  if (size <= most) return size;
  const parts = (size + most - 1) / most;
  return ((size + parts - 1) / parts + unit - 1) / unit * unit;
}

/**
 * The transpose dst(cols×rows) of src(rows×cols), strides in bytes. Works in squares of 4 × 4: dst must have
 * room for both sizes rounded up to 4.
 */
export function transpose(rows: i32, cols: i32, src: usize, srcRow: i32, dst: usize, dstRow: i32): void {
  while (rows > 0) {
    let s0 = src;
    // beyond the last row, the last one is read again
    let s1 = rows > 1 ? s0 + srcRow : s0;
    let s2 = rows > 2 ? s1 + srcRow : s1;
    let s3 = rows > 3 ? s2 + srcRow : s2;
    let d = dst;
    let n = cols;
    do {
      const x0 = v128.load(s0);
      const x1 = v128.load(s1);
      const x2 = v128.load(s2);
      const x3 = v128.load(s3);
      const lo0 = v128.shuffle<i32>(x0, x1, 0, 4, 1, 5);
      const hi0 = v128.shuffle<i32>(x0, x1, 2, 6, 3, 7);
      const lo1 = v128.shuffle<i32>(x2, x3, 0, 4, 1, 5);
      const hi1 = v128.shuffle<i32>(x2, x3, 2, 6, 3, 7);
      v128.store(d, v128.shuffle<i64>(lo0, lo1, 0, 2));
      d += dstRow;
      v128.store(d, v128.shuffle<i64>(lo0, lo1, 1, 3));
      d += dstRow;
      v128.store(d, v128.shuffle<i64>(hi0, hi1, 0, 2));
      d += dstRow;
      v128.store(d, v128.shuffle<i64>(hi0, hi1, 1, 3));
      d += dstRow;
      s0 += 16;
      s1 += 16;
      s2 += 16;
      s3 += 16;
      n -= 4;
    } while (n > 0);
    src += <usize>srcRow << 2;
    dst += 16;
    rows -= 4;
  }
}

/** Packs B(k×n), `ldb` bytes from row to row, into panels at dst. */
export function packRows(k: i32, n: i32, b: usize, ldb: i32, dst: usize): void {
  const next = panelBytes(k);
  do {
    let s = b;
    let d = dst;
    let j = n;
    while (j >= NR) {
      const x0 = v128.load(s);
      const x1 = v128.load(s, 16);
      v128.store(d, x0);
      v128.store(d, x1, 16);
      s += PANEL_STEP;
      d += next;
      j -= NR;
    }
    if (j > 0) {
      v128.store(d, v128.load(s));
      if (j > 4) v128.store(d, v128.load(s, 16), 16);
    }
    b += ldb;
    dst += PANEL_STEP;
  } while (--k);
}

/** Packs the transpose of B(n×k), `ldb` bytes from row to row, into panels at dst. */
export function packColumns(k: i32, n: i32, b: usize, ldb: i32, dst: usize): void {
  const next = panelBytes(k);
  do {
    transpose(min(n, NR), k, b, ldb, dst, PANEL_STEP);
    b += <usize>ldb << 3;
    dst += next;
    n -= NR;
  } while (n > 0);
}
