/**
 * Unpacks the binaries: runs copied from what came before, and literal bytes, coded in digits of six bits by a range coder
 * whose probabilities adapt. `scripts/encode.mjs` is the counterpart. In JavaScript, this loop would run before any compiler
 * has optimised it, and take several times as long as compiling what it decodes.
 */

/** What has been learnt of a decision: its probability less a half, in 16 bits, and how often it was met, up to a limit. */
const DECISION: usize = 4;
const LIMIT: i32 = 15;

/** The places of the decisions. History is whether each of the last two steps was a run. */
const RUN: i32 = 0;
const AGAIN: i32 = 4;
const OLDER: i32 = 8;
const OLDEST: i32 = 12;
const LENGTH: i32 = 16;
const LENGTH_AGAIN: i32 = 512;
const SLOT: i32 = 1024;
const LOW: i32 = 1536;
const AFTER_RUN: i32 = 3072;
const LITERAL: i32 = 3584;

/** The address of the text; before it are the decisions. */
export const TEXT: usize = <usize>(LITERAL + 2048) * DECISION;

let at: usize;
let range: u32;
let code: u32;

function digit(): u32 {
  const c: u32 = load<u8>(at++);
  return c - 40 - u32(c > 60) - u32(c > 92) - u32(c > 96);
}

/** A decision that is true with a probability of `p` / 65536. */
function decide(p: i32): i32 {
  const bound: u32 = (range >>> 12) * (p >>> 4);
  const bit = i32(code < bound);
  if (bit) {
    range = bound;
  } else {
    code -= bound;
    range -= bound;
  }
  while (range < 1 << 24) {
    range <<= 6;
    code = (code << 6) | digit();
  }
  return bit;
}

/** A decision by what has been learnt of it, which learns. */
function next(decision: i32): i32 {
  const p = <usize>decision * DECISION;
  const n: i32 = load<u16>(p, 2);
  const v: i32 = load<i16>(p);
  const bit = decide(32768 + v);
  store<i16>(p, v + ((-32736 + bit * 65472 - v) >> (32 - clz(n + 1))));
  store<u16>(p, n + i32(n < LIMIT), 2);
  return bit;
}

/** `count` decisions, each by those before it: a number of that many bits, below a leading one. */
function tree(place: i32, count: i32): i32 {
  let value = 1;
  for (; count > 0; count--) value = value * 2 + next(place + value);
  return value;
}

/** A number of at least one: how many bits follow the first, and these bits. */
function number(place: i32): i32 {
  let bits = 0;
  while (next(place + bits)) bits++;
  let value = 1;
  for (let i = 0; i < bits; i++) {
    value = value * 2 + next(place + 16 + bits * 16 + (i < 3 ? value : 8 + i));
  }
  return value;
}

/** The distance of a new run of `length` bytes. */
function distance(length: i32): i32 {
  const slot = tree(SLOT + min(length - 2, 3) * 64, 6) - 64;
  if (slot < 2) return slot + 1;
  const extra = (slot >>> 1) - 1;
  let value = 2 | (slot & 1);
  for (let i = extra; i > 4; i--) value = value * 2 + decide(32768);
  const low = min(extra, 4);
  return ((value << low) | (tree(LOW + (extra > 4 ? 0 : slot * 16), low) - (1 << low))) + 1;
}

/**
 * Unpacks the text at `TEXT` to `out`; runs may begin in what lies before it, whose nearest byte is read in any
 * case. Returns where the bytes end.
 */
export function decode(out: usize): usize {
  at = TEXT;
  let end: u32 = 0;
  for (let i = 0; i < 3; i++) end = (end << 6) | digit();
  end += <u32>out;
  code = 0;
  for (let i = 0; i < 5; i++) code = (code << 6) | digit();
  range = 1 << 30;
  let history = 0;
  let first = 1;
  let second = 1;
  let third = 1;
  while (out < end) {
    if (!next(RUN + history)) {
      const copied: i32 = load<u8>(out - first);
      const last: i32 = load<u8>(out - 1);
      let byte = 1;
      let same = history & 1;
      for (let i = 7; i >= 0; i--) {
        const expected = (copied >>> i) & 1;
        const bit = next(byte + (same ? AFTER_RUN + expected * 256 : LITERAL + (last >>> 5) * 256));
        if (bit !== expected) same = 0;
        byte = byte * 2 + bit;
      }
      store<u8>(out++, byte);
      history = (history << 1) & 2;
      continue;
    }
    let length: i32;
    let from = first;
    if (next(AGAIN + history)) {
      if (next(OLDER + history)) {
        from = second;
        if (next(OLDEST + history)) {
          from = third;
          third = second;
        }
        second = first;
      }
      length = number(LENGTH_AGAIN);
    } else {
      length = number(LENGTH) + 1;
      third = second;
      second = first;
      from = distance(length);
    }
    first = from;
    for (const past = out + length; out < past; out++) store<u8>(out, load<u8>(out - from));
    history = ((history << 1) & 2) | 1;
  }
  return out;
}
