/**
 * Stable sorting along the middle of a contiguous x[outer, n, inner], whole or only the first k places:
 *
 *   values[o, r, j] = x[o, indices[o, r, j], j]  for r < k, in order
 *
 * An element becomes a 64-bit pair of a key, which orders as the numbers do (−0 equals 0, NaN is the greatest), and its
 * place, so that no two pairs are equal. The first few places are found by insertion, many by a radix sort from the lowest
 * byte up.
 */
import { workspace } from '../lib/borrowed';
import { expects } from '../lib/expects';
import { FREE } from '../lib/layout';
import { WORKSPACE_BYTES } from '../lib/workspace';

/** Bytes of `pairs` for each element of a lane: two pairs. */
export const PAIRS_BYTES: i32 = 16;

/** The fewest places for a radix sort: below, its 1,024 counters cost more than they save. */
export const RADIX: i32 = 48;

/** The counters, and after them the pairs of a lane that is no longer than ROOM or of fewer than RADIX places. */
const COUNTS: i32 = 4096;
export const ROOM: i32 = (WORKSPACE_BYTES - FREE - COUNTS) / PAIRS_BYTES;

// @ts-ignore: decorator
@inline
function keyOf(real: bool, x: usize): u32 {
  const bits = load<i32>(x);
  if (!real) return bits ^ 0x80000000;
  const v = load<f32>(x);
  if (v != v) return 0xffffffff;
  if (v == 0) return 0x80000000;
  return bits ^ ((bits >> 31) | 0x80000000);
}

// @ts-ignore: decorator
@inline
function pairOf(real: bool, flip: u32, x: usize, place: i32): u64 {
  return (<u64>(keyOf(real, x) ^ flip) << 32) | <u64>(<u32>place);
}

/** Leaves the first k ≥ 1 of n elements in pairs(k), sorted. */
function insertion(real: bool, flip: u32, n: i32, k: i32, x: usize, stride: usize, pairs: usize): void {
  let held = 0;
  for (let r = 0; r < n; r++) {
    const pair = pairOf(real, flip, x, r);
    x += stride;
    if (held == k) {
      if (pair > load<u64>(pairs + (<usize>(k - 1) << 3))) continue;
      held--;
    }
    let at = pairs + (<usize>held << 3);
    while (at > pairs && load<u64>(at - 8) > pair) {
      store<u64>(at, load<u64>(at - 8));
      at -= 8;
    }
    store<u64>(at, pair);
    held++;
  }
}

// @ts-ignore: decorator
@inline
function count(counts: usize, digit: u32): void {
  const at = counts + (<usize>digit << 2);
  store<i32>(at, load<i32>(at) + 1);
}

/** Sorts n elements by means of the pairs a(n) and b(n); returns the one that holds the result. */
function radix(real: bool, flip: u32, n: i32, x: usize, stride: usize, a: usize, b: usize): usize {
  const counts = workspace + FREE;
  memory.fill(counts, 0, COUNTS);
  for (let r = 0; r < n; r++) {
    const pair = pairOf(real, flip, x, r);
    const key = <u32>(pair >> 32);
    store<u64>(a + (<usize>r << 3), pair);
    count(counts, key & 255);
    count(counts + 1024, (key >> 8) & 255);
    count(counts + 2048, (key >> 16) & 255);
    count(counts + 3072, key >> 24);
    x += stride;
  }
  for (let pass = 0; pass < 4; pass++) {
    const starts = counts + (<usize>pass << 10);
    const byte = a + 4 + pass;
    if (load<i32>(starts + (<usize>load<u8>(byte) << 2)) == n) continue;
    let start = 0;
    for (let at = starts; at < starts + 1024; at += 4) {
      const many = load<i32>(at);
      store<i32>(at, start);
      start += many;
    }
    for (let r = 0; r < n; r++) {
      const at = starts + (<usize>load<u8>(byte + (<usize>r << 3)) << 2);
      const to = load<i32>(at);
      store<i32>(at, to + 1);
      store<u64>(b + (<usize>to << 3), load<u64>(a + (<usize>r << 3)));
    }
    const other = a;
    a = b;
    b = other;
  }
  return a;
}

/**
 * Sorts x, float32 if `real`, else int32, in ascending order, or in descending order if `descending`. Unit: a lane (o, j),
 * outer·inner in all. values and indices, int32 [outer, k, inner], are written. Where n > ROOM and k ≥ RADIX, `pairs` is the
 * address of PAIRS_BYTES·n bytes and a single thread sorts all lanes, else it is 0.
 */
export function sort(
  begin: i32, end: i32, values: usize, indices: usize, x: usize, pairs: usize,
  n: i32, k: i32, inner: i32, descending: bool, real: bool,
): void {
  expects(begin, end, values | indices | x, n | k | inner);
  assert(k <= n && (pairs & 7) == 0 && (pairs != 0 || n <= ROOM || k < RADIX));
  if (k == 0) return;
  if (pairs == 0) pairs = workspace + FREE + COUNTS;
  const flip: u32 = descending ? 0xffffffff : 0;
  const stride = <usize>inner << 2;
  for (let i = begin; i < end; i++) {
    const o = i / inner;
    const j = i - o * inner;
    const from = x + (<usize>(o * n * inner + j) << 2);
    let sorted = pairs;
    if (k < RADIX) insertion(real, flip, n, k, from, stride, pairs);
    else sorted = radix(real, flip, n, from, stride, pairs, pairs + (<usize>n << 3));
    let to = <usize>(o * k * inner + j) << 2;
    for (let r = 0; r < k; r++) {
      const place = load<i32>(sorted + (<usize>r << 3));
      store<i32>(indices + to, place);
      store<u32>(values + to, load<u32>(from + <usize>place * stride));
      to += stride;
    }
  }
}
