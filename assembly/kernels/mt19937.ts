/**
 * The 32-bit Mersenne Twister mt19937 (Matsumoto and Nishimura 1998), N words at a time.
 *
 * `state` has 2N + 1 words: N twisted words, the same N words tempered, and the index of the next one to hand out.
 * JavaScript seeds it and copies it in and out.
 */
import { expects } from '../lib/expects';

/** Words of the twister. */
export const N: i32 = 624;
const M: i32 = 397;
/** The place of the index among the words of the state. */
export const INDEX: i32 = 2 * N;
const INDEX_BYTES: usize = INDEX * 4;

/** Twists and tempers the next N words of `state` and sets the index to 0. */
export function refillWords(state: usize): void {
  expects(0, 0, state, 0);
  const upper = i32x4.splat(0x80000000);
  const one = i32x4.splat(1);
  const matrix = i32x4.splat(0x9908b0df);
  const end = state + N * 4;
  // Out of place, x[k + N] = x[k + M] ^ twist(x[k], x[k + 1]) does not wrap around, and four lanes never need each other.
  let p = state;
  do {
    const next = v128.load(p, 4);
    const y = v128.bitselect(v128.load(p), next, upper);
    const odd = i32x4.neg(v128.and(next, one));
    const twisted = v128.xor(i32x4.shr_u(y, 1), v128.and(odd, matrix));
    v128.store(p, v128.xor(v128.load(p, M * 4), twisted), N * 4);
    p += 16;
  } while (p < end);

  const b = i32x4.splat(0x9d2c5680);
  const c = i32x4.splat(0xefc60000);
  p = state;
  do {
    let y = v128.load(p, N * 4);
    v128.store(p, y);
    y = v128.xor(y, i32x4.shr_u(y, 11));
    y = v128.xor(y, v128.and(i32x4.shl(y, 7), b));
    y = v128.xor(y, v128.and(i32x4.shl(y, 15), c));
    v128.store(p, v128.xor(y, i32x4.shr_u(y, 18)), N * 4);
    p += 16;
  } while (p < end);
  store<i32>(state, 0, INDEX_BYTES);
}

/** The next n words of the stream, at `p`. */
export function words(state: usize, p: usize, n: i32): void {
  let i = load<i32>(state, INDEX_BYTES);
  while (n > 0) {
    if (i == N) {
      refillWords(state);
      i = 0;
    }
    const count = min(n, N - i);
    memory.copy(p, state + ((<usize>(N + i)) << 2), (<usize>count) << 2);
    p += (<usize>count) << 2;
    i += count;
    n -= count;
  }
  store<i32>(state, i, INDEX_BYTES);
}
