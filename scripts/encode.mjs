// The counterpart of assembly/kernels/decode.ts in the build: packs binaries as text. The decisions and their places are those
// of the decoder, and a test compares what is unpacked.

const LIMIT = 15;
const RUN = 0;
const AGAIN = 4;
const OLDER = 8;
const OLDEST = 12;
const LENGTH = 16;
const LENGTH_AGAIN = 512;
const SLOT = 1024;
const LOW = 1536;
const AFTER_RUN = 3072;
const LITERAL = 3584;
const DECISIONS = LITERAL + 2048;

/** The digits of six bits: printable characters that need no escape in a string, in a template or in a page's script. */
const DIGITS = Array.from({ length: 67 }, (_, i) => String.fromCharCode(40 + i))
  .filter((c) => !'<\\`'.includes(c))
  .join('');

/** The price in bits of a decision of probability i / 4096. */
const PRICE = Float64Array.from({ length: 4097 }, (_, i) => -Math.log2(Math.max(i, 0.5) / 4096));

/** Writes decisions as digits, and learns as the decoder does. */
class Writer {
  p = new Int16Array(DECISIONS);
  n = new Uint8Array(DECISIONS);
  digits = [];
  #low = 0;
  #range = 2 ** 30;

  #decide(p, bit) {
    const bound = (this.#range >>> 12) * (p >>> 4);
    if (bit) this.#range = bound;
    else {
      this.#low += bound;
      this.#range -= bound;
    }
    for (; this.#range < 2 ** 24; this.#range *= 64) this.#shift();
  }

  /** Moves out the first digit, which may yet be one too many for six bits. */
  #shift() {
    this.digits.push(this.#low >>> 24);
    this.#low = (this.#low & 0xffffff) * 64;
  }

  next(decision, bit) {
    const { p, n } = this;
    this.#decide(32768 + p[decision], bit);
    p[decision] += (-32736 + bit * 65472 - p[decision]) >> (32 - Math.clz32(n[decision] + 1));
    if (n[decision] < LIMIT) n[decision]++;
  }

  even(bit) {
    this.#decide(32768, bit);
  }

  /** The digits, with what is left in the coder, and every carry taken. */
  end() {
    for (let i = 0; i < 5; i++) this.#shift();
    for (let i = this.digits.length - 1; i > 0; i--) {
      if (this.digits[i] < 64) continue;
      this.digits[i] -= 64;
      this.digits[i - 1]++;
    }
    return this.digits;
  }
}

/** Adds up what decisions would cost by what a writer had learnt. */
class Prices {
  bits = 0;
  #p;

  constructor(p) {
    this.#p = p;
  }

  next(decision, bit) {
    const p = (32768 + this.#p[decision]) >>> 4;
    this.bits += PRICE[bit ? p : 4096 - p];
  }

  even() {
    this.bits++;
  }

  of(write) {
    this.bits = 0;
    write();
    return this.bits;
  }
}

function tree(to, place, value, count) {
  let above = 1;
  for (let i = count - 1; i >= 0; i--) {
    const bit = (value >>> i) & 1;
    to.next(place + above, bit);
    above = above * 2 + bit;
  }
}

function number(to, place, value) {
  const bits = 31 - Math.clz32(value);
  for (let i = 0; i <= bits; i++) to.next(place + i, i < bits ? 1 : 0);
  for (let i = 0; i < bits; i++) {
    const above = value >>> (bits - i);
    to.next(place + 16 + bits * 16 + (i < 3 ? above : 8 + i), (value >>> (bits - i - 1)) & 1);
  }
}

function distance(to, length, from) {
  const d = from - 1;
  const bits = 31 - Math.clz32(d);
  const slot = d < 2 ? d : 2 * bits + ((d >>> (bits - 1)) & 1);
  tree(to, SLOT + Math.min(length - 2, 3) * 64, slot, 6);
  if (slot < 2) return;
  const extra = bits - 1;
  for (let i = extra - 1; i >= 4; i--) to.even((d >>> i) & 1);
  const low = Math.min(extra, 4);
  tree(to, LOW + (extra > 4 ? 0 : slot * 16), d & ((1 << low) - 1), low);
}

function literal(to, bytes, i, first, history) {
  const last = bytes[i - 1] ?? 0;
  const copied = bytes[i - first] ?? 0;
  let above = 1;
  let same = history & 1;
  for (let b = 7; b >= 0; b--) {
    const expected = (copied >>> b) & 1;
    const bit = (bytes[i] >>> b) & 1;
    to.next(above + (same ? AFTER_RUN + expected * 256 : LITERAL + (last >>> 5) * 256), bit);
    if (bit !== expected) same = 0;
    above = above * 2 + bit;
  }
}

/** Which of the last distances a run has: an index, or −1 if it has a new one. */
function again(to, history, index) {
  to.next(AGAIN + history, index < 0 ? 0 : 1);
  if (index < 0) return;
  to.next(OLDER + history, index > 0 ? 1 : 0);
  if (index > 0) to.next(OLDEST + history, index - 1);
}

/** The last distances after a run. */
const rotated = (last, from) => [from, ...last.filter((each, i) => each !== from || i > last.indexOf(from))].slice(0, 3);

/** Writes steps: `[length, from]`, where a literal byte is from 0. */
function write(to, bytes, start, steps) {
  let i = start;
  let history = 0;
  let last = [1, 1, 1];
  for (const [length, from] of steps) {
    to.next(RUN + history, from > 0 ? 1 : 0);
    if (from === 0) literal(to, bytes, i, last[0], history);
    else {
      const index = last.indexOf(from);
      again(to, history, index);
      if (index >= 0) number(to, LENGTH_AGAIN, length);
      else {
        number(to, LENGTH, length - 1);
        distance(to, length, from);
      }
      last = rotated(last, from);
    }
    history = ((history << 1) & 2) | (from > 0 ? 1 : 0);
    i += length;
  }
}

/** How many places with the same two bytes are tried, and the length from which a run is taken whole. */
const TRIES = 2000;
const WHOLE = 100;

/** The length of the run at `i`; `ends` holds where the last ones of each distance end. */
function runLength(bytes, i, from, ends) {
  let end = ends.get(from) ?? 0;
  if (end <= i) {
    end = i;
    while (end < bytes.length && bytes[end] === bytes[end - from]) end++;
    ends.set(from, end);
  }
  return end - i;
}

/** For each position, the runs that are longer than every nearer one, as `[length, from]`. */
function findRuns(bytes, start) {
  const newest = new Int32Array(65536).fill(-1);
  const older = new Int32Array(bytes.length).fill(-1);
  const ends = new Map();
  return Array.from(bytes, (byte, i) => {
    const runs = [];
    if (i + 1 === bytes.length) return runs;
    const key = byte | (bytes[i + 1] << 8);
    older[i] = newest[key];
    newest[key] = i;
    if (i < start) return runs;
    let best = 1;
    for (let at = older[i], tries = 0; at >= 0 && tries < TRIES; at = older[at], tries++) {
      if (bytes[at + best] !== bytes[i + best]) continue;
      const length = runLength(bytes, i, i - at, ends);
      if (length > best) {
        runs.push([length, i - at]);
        best = length;
      }
      if (best >= WHOLE) break;
    }
    return runs;
  });
}

/** The cheapest steps by what was learnt from the last ones. */
function cheapest(bytes, start, runs, learnt) {
  const to = new Prices(learnt);
  const size = bytes.length;
  const price = new Float64Array(size + 1).fill(Infinity);
  const steps = new Array(size + 1);
  const lasts = new Array(size + 1);
  const histories = new Uint8Array(size + 1);
  const ends = new Map();
  price[start] = 0;
  lasts[start] = [1, 1, 1];
  const memo = (f) => {
    const known = new Map();
    return (...keys) => {
      const key = keys.join();
      let value = known.get(key);
      if (value === undefined) {
        value = f(...keys);
        known.set(key, value);
      }
      return value;
    };
  };
  const run = memo((history, is) => to.of(() => to.next(RUN + history, is)));
  const index = memo((history, i) => to.of(() => again(to, history, i)));
  const lengths = [LENGTH, LENGTH_AGAIN].map((place) =>
    Float64Array.from({ length: WHOLE + 1 }, (_, n) => (n === 0 ? 0 : to.of(() => number(to, place, n)))),
  );
  const far = memo((kind, from) => to.of(() => distance(to, kind, from)));
  const reach = (i, length, from, cost, last) => {
    if (!(cost < price[i + length])) return;
    price[i + length] = cost;
    steps[i + length] = [length, from];
    lasts[i + length] = last;
    histories[i + length] = ((histories[i] << 1) & 2) | (from > 0 ? 1 : 0);
  };
  for (let i = start; i < size; i++) {
    if (price[i] === Infinity) continue;
    const history = histories[i];
    const last = lasts[i];
    const here = price[i] + run(history, 0) + to.of(() => literal(to, bytes, i, last[0], history));
    reach(i, 1, 0, here, last);
    const taken = price[i] + run(history, 1);
    for (const from of new Set(last)) {
      if (from > i) continue;
      const length = runLength(bytes, i, from, ends);
      const cost = taken + index(history, last.indexOf(from));
      const next = rotated(last, from);
      if (length > WHOLE) reach(i, length, from, cost + to.of(() => number(to, LENGTH_AGAIN, length)), next);
      else for (let n = 1; n <= length; n++) reach(i, n, from, cost + lengths[1][n], next);
    }
    const fresh = taken + index(history, -1);
    let n = 2;
    for (const [length, from] of runs[i]) {
      if (last.includes(from)) continue;
      const next = rotated(last, from);
      if (length > WHOLE) reach(i, length, from, fresh + to.of(() => number(to, LENGTH, length - 1)) + far(5, from), next);
      else for (; n <= length; n++) reach(i, n, from, fresh + lengths[0][n - 1] + far(Math.min(n, 5), from), next);
    }
  }
  const out = [];
  for (let i = size; i > start; i -= out.at(-1)[0]) out.push(steps[i]);
  return out.reverse();
}

const ROUNDS = 3;

/** Packs `target` as text, given what the decoder will have before it. */
export function encode(before, target) {
  const bytes = Buffer.concat([before, target]);
  const start = before.length;
  const runs = findRuns(bytes, start);
  let learnt = new Int16Array(DECISIONS);
  let best;
  for (let round = 0; round < ROUNDS; round++) {
    const writer = new Writer();
    write(writer, bytes, start, cheapest(bytes, start, runs, learnt));
    learnt = writer.p;
    const digits = writer.end();
    if (best === undefined || digits.length < best.length) best = digits;
  }
  const size = [target.length >>> 12, (target.length >>> 6) & 63, target.length & 63];
  return [...size, ...best].map((digit) => DIGITS[digit]).join('');
}
