/**
 * Stable sorting along the middle of a contiguous x[outer, n, inner], whole or only the first k places:
 *
 *   values[o, r, j] = x[o, indices[o, r, j], j]  for r < k, in order
 *
 * An element becomes a 64-bit pair of a key, which orders as the numbers do (−0 equals 0, NaN is the greatest), and its
 * place, so that no two pairs are equal. The first few places are found by insertion, many by a radix sort from the lowest
 * byte up; in a short lane, by one of the upper two bytes, which insertion finishes unless too many elements share them.
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

/** The most places for which the upper half of the keys is sorted first. */
const NEAR: i32 = 1024;

// @ts-ignore: decorator
@inline
function count(counts: usize, digit: u32, byte: usize): void {
  const at = counts + (<usize>digit << 4) + (byte << 2);
  store<i32>(at, load<i32>(at) + 1);
}

/**
 * Sorts n elements by the bytes of their keys from `lowest`, 0 or 2, to 3, by means of the pairs a(n) and b(n); returns the
 * one that holds the result.
 */
function radix(lowest: i32, real: bool, flip: u32, n: i32, x: usize, stride: usize, a: usize, b: usize): usize {
  // a counter for each byte, side by side
  const counts = workspace + FREE;
  memory.fill(counts, 0, COUNTS);
  for (let r = 0; r < n; r++) {
    const pair = pairOf(real, flip, x, r);
    const key = <u32>(pair >> 32);
    store<u64>(a + (<usize>r << 3), pair);
    if (lowest == 0) {
      count(counts, key & 255, 0);
      count(counts, (key >> 8) & 255, 1);
    }
    count(counts, (key >> 16) & 255, 2);
    count(counts, key >> 24, 3);
    x += stride;
  }
  let varies = 0;
  for (let byte = lowest; byte < 4; byte++) {
    const digit = <usize>load<u8>(a + 4 + byte);
    if (load<i32>(counts + (digit << 4) + (byte << 2)) < n) varies |= 1 << byte;
  }
  let start = i32x4.splat(0);
  for (let at = counts; at < counts + COUNTS; at += 16) {
    const many = v128.load(at);
    v128.store(at, start);
    start = i32x4.add(start, many);
  }
  for (let byte = lowest; byte < 4; byte++) {
    if ((varies & (1 << byte)) == 0) continue;
    const from = counts + (<usize>byte << 2);
    const end = a + (<usize>n << 3);
    for (let pair = a; pair < end; pair += 8) {
      const at = from + (<usize>load<u8>(pair + 4 + byte) << 4);
      const to = load<i32>(at);
      store<i32>(at, to + 1);
      store<u64>(b + (<usize>to << 3), load<u64>(pair));
    }
    const other = a;
    a = b;
    b = other;
  }
  return a;
}

/** Sorts n nearly sorted pairs by insertion, in at most n moves; returns whether they suffice. */
function settle(n: i32, pairs: usize): bool {
  const end = pairs + (<usize>n << 3);
  let moves = n;
  let before = load<u64>(pairs);
  for (let at = pairs + 8; at < end; at += 8) {
    const pair = load<u64>(at);
    if (pair > before) {
      before = pair;
      continue;
    }
    let to = at;
    do {
      if (moves-- == 0) return false;
      store<u64>(to, load<u64>(to - 8));
      to -= 8;
    } while (to > pairs && load<u64>(to - 8) > pair);
    store<u64>(to, pair);
  }
  return true;
}

/** Whether the highest bytes of a few keys differ: if so, sorting by the upper half of the keys leaves little to do. */
function differ(real: bool, n: i32, x: usize, stride: usize): bool {
  const first = keyOf(real, x);
  let bits: u32 = 0;
  for (let quarter = 1; quarter <= 4; quarter++) bits |= first ^ keyOf(real, x + <usize>((n - 1) * quarter >> 2) * stride);
  return bits >> 24 != 0;
}

/** Sorts n elements by means of the pairs a(n) and b(n); returns the one that holds the result. */
function sorted(real: bool, flip: u32, n: i32, x: usize, stride: usize, a: usize, b: usize): usize {
  if (n <= NEAR && differ(real, n, x, stride)) {
    const pairs = radix(2, real, flip, n, x, stride, a, b);
    if (settle(n, pairs)) return pairs;
  }
  return radix(0, real, flip, n, x, stride, a, b);
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
    let order = pairs;
    if (k < RADIX) insertion(real, flip, n, k, from, stride, pairs);
    else order = sorted(real, flip, n, from, stride, pairs, pairs + (<usize>n << 3));
    const first = <usize>(o * k * inner + j) << 2;
    const end = order + (<usize>k << 3);
    // one after the other: where two outputs are a certain distance apart, AMD's cache predicts the wrong way for each store
    let to = indices + first;
    for (let pair = order; pair < end; pair += 8) {
      store<i32>(to, load<i32>(pair));
      to += stride;
    }
    to = values + first;
    for (let pair = order; pair < end; pair += 8) {
      store<u32>(to, load<u32>(from + <usize>load<u32>(pair) * stride));
      to += stride;
    }
  }
}
