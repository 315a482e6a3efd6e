// The build half of bindings/binary.ts: bytes to text, and the difference between two binaries.

const ALPHABET = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((c) => !"'\\`<$".includes(c));
const SINGLE = ALPHABET.length - 2;

/** The 256 bytes by their frequency in `bytes`. */
export function ranking(bytes) {
  const count = new Array(256).fill(0);
  for (const byte of bytes) count[byte]++;
  return Array.from(count.keys()).sort((a, b) => count[b] - count[a] || a - b);
}

/** A ranking as text, two hexadecimal digits each. */
export const headOf = (order) => order.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Bytes as text: those that come first in the ranking take one character, others two. */
export function encode(bytes, order) {
  const words = [];
  order.forEach((byte, i) => {
    const rest = i - SINGLE;
    words[byte] =
      rest < 0 ? ALPHABET[i] : ALPHABET[SINGLE + Math.floor(rest / ALPHABET.length)] + ALPHABET[rest % ALPHABET.length];
  });
  return Array.from(bytes, (byte) => words[byte]).join('');
}

/** The shortest run worth copying, and how many places with the same beginning are tried. */
const RUN = 6;
const TRIES = 64;

/** What `applyDifference` turns back into `target`, given `base`. */
export function difference(base, target) {
  const key = (bytes, i) => bytes.subarray(i, i + RUN).join();
  const places = new Map();
  for (let i = 0; i + RUN <= base.length; i++) {
    const at = places.get(key(base, i));
    if (at === undefined) places.set(key(base, i), [i]);
    else at.push(i);
  }
  const out = [];
  const number = (value) => {
    let rest = value >>> 0;
    for (; rest > 127; rest >>>= 7) out.push((rest & 127) | 128);
    out.push(rest);
  };
  number(target.length);
  let from = 0;
  let fresh = [];
  for (let i = 0; i < target.length; ) {
    let best = 0;
    let start = 0;
    const near = (places.get(key(target, i)) ?? []).toSorted((a, b) => Math.abs(a - from) - Math.abs(b - from)).slice(0, TRIES);
    for (const place of near) {
      let run = 0;
      while (i + run < target.length && base[place + run] === target[i + run]) run++;
      if (run > best) [best, start] = [run, place];
    }
    if (best < RUN) {
      fresh.push(target[i++]);
      continue;
    }
    number(fresh.length);
    out.push(...fresh);
    fresh = [];
    number(best);
    const step = start - from;
    number((step << 1) ^ (step >> 31));
    from = start + best;
    i += best;
  }
  number(fresh.length);
  out.push(...fresh);
  number(0);
  return Uint8Array.from(out);
}
