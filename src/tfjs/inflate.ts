/** Decompresses deflated data of a zip (RFC 1951), synchronously: `DecompressionStream` would make its callers wait. */

/** The values of codes with these lengths, by length: canonical Huffman codes. */
interface Codes {
  counts: Uint16Array;
  values: Uint16Array;
}

const LONGEST = 15;

/** null for lengths that allow no code. */
function codesOf(lengths: ArrayLike<number>): Codes | null {
  const counts = new Uint16Array(LONGEST + 1);
  for (let i = 0; i < lengths.length; i++) counts[lengths[i] as number]! += 1;
  counts[0] = 0;
  const starts = new Uint16Array(LONGEST + 2);
  let left = 1;
  for (let n = 1; n <= LONGEST; n++) {
    left = 2 * left - (counts[n] as number);
    if (left < 0) return null;
    starts[n + 1] = (starts[n] as number) + (counts[n] as number);
  }
  const values = new Uint16Array(lengths.length);
  for (let i = 0; i < lengths.length; i++) {
    const n = lengths[i] as number;
    if (n > 0) values[starts[n]!++] = i;
  }
  return { counts, values };
}

/** For each code of a length or distance: its base, and its number of extra bits. */
function ranges(count: number, first: number, bits: (i: number) => number): [base: number, extra: number][] {
  let base = first;
  return Array.from({ length: count }, (_, i) => {
    const range: [number, number] = [base, bits(i)];
    base += 2 ** bits(i);
    return range;
  });
}

/** The order in which the lengths of the code lengths' codes are written. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Thrown and caught here: the data is damaged. */
const DAMAGED = 'damaged';

/** Inflates data to `size` bytes; null if the data is damaged or of another size. */
export function inflate(data: Uint8Array, size: number): Uint8Array<ArrayBuffer> | null {
  // a byte of input yields at most 1032 bytes of output
  if (size > data.length * 1032) return null;
  const out = new Uint8Array(size);
  let at = 0;
  let used = 0;
  let word = 0;
  let held = 0;

  function bits(n: number): number {
    while (held < n) {
      if (used >= data.length) throw DAMAGED;
      word |= (data[used++] as number) << held;
      held += 8;
    }
    const value = word & ((1 << n) - 1);
    word >>>= n;
    held -= n;
    return value;
  }

  function symbol({ counts, values }: Codes): number {
    let [code, first, index] = [0, 0, 0];
    for (let n = 1; n <= LONGEST; n++) {
      code |= bits(1);
      const count = counts[n] as number;
      if (code - count < first) return values[index + code - first] as number;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw DAMAGED;
  }

  const lengthRanges = ranges(28, 3, (i) => (i < 8 ? 0 : (i >> 2) - 1));
  lengthRanges.push([258, 0]);
  const distanceRanges = ranges(30, 1, (i) => (i < 4 ? 0 : (i >> 1) - 1));

  function block(literals: Codes, distances: Codes): void {
    for (;;) {
      const s = symbol(literals);
      if (s === 256) return;
      if (s < 256) {
        if (at >= size) throw DAMAGED;
        out[at++] = s;
        continue;
      }
      const range = lengthRanges[s - 257];
      if (range === undefined) throw DAMAGED;
      const length = range[0] + bits(range[1]);
      const far = distanceRanges[symbol(distances)];
      if (far === undefined) throw DAMAGED;
      const distance = far[0] + bits(far[1]);
      if (distance > at || length > size - at) throw DAMAGED;
      for (let i = 0; i < length; i++, at++) out[at] = out[at - distance] as number;
    }
  }

  function stored(): void {
    word = 0;
    held = 0;
    const length = bits(16);
    if ((bits(16) ^ 0xffff) !== length || length > data.length - used || length > size - at) throw DAMAGED;
    out.set(data.subarray(used, used + length), at);
    used += length;
    at += length;
  }

  const made = (lengths: ArrayLike<number>): Codes => {
    const codes = codesOf(lengths);
    if (codes === null) throw DAMAGED;
    return codes;
  };

  function dynamic(): void {
    const [literals, distances, given] = [bits(5) + 257, bits(5) + 1, bits(4) + 4];
    const short = new Uint8Array(19);
    for (const n of ORDER.slice(0, given)) short[n] = bits(3);
    const codes = made(short);
    const lengths = new Uint8Array(literals + distances);
    for (let i = 0; i < lengths.length; ) {
      const s = symbol(codes);
      if (s < 16) {
        lengths[i++] = s;
        continue;
      }
      if (s === 16 && i === 0) throw DAMAGED;
      const value = s === 16 ? (lengths[i - 1] as number) : 0;
      const times = s === 16 ? 3 + bits(2) : s === 17 ? 3 + bits(3) : 11 + bits(7);
      if (times > lengths.length - i) throw DAMAGED;
      lengths.fill(value, i, i + times);
      i += times;
    }
    block(made(lengths.subarray(0, literals)), made(lengths.subarray(literals)));
  }

  function fixed(): void {
    const lengths = Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8));
    block(made(lengths), made(new Uint8Array(30).fill(5)));
  }

  try {
    for (let last = 0; last === 0; ) {
      last = bits(1);
      const kind = bits(2);
      if (kind === 0) stored();
      else if (kind === 1) fixed();
      else if (kind === 2) dynamic();
      else return null;
    }
  } catch (error) {
    if (error === DAMAGED) return null;
    throw error;
  }
  return at === size ? out : null;
}
