/**
 * How binaries are embedded in the package: as printable text, which gzip compresses as well as the bytes themselves (base64
 * would hide repetitions), and one level as the difference from another. `scripts/embed.mjs` writes both.
 */
import { ALPHABET } from './wasm/constants.ts';
import { binary } from './wasm/decode.ts';
import type { Decoder } from './wasm/kernels-decode.ts';

/** The last two characters of the alphabet begin a two-character byte; only the most frequent bytes have one character. */
const SINGLE: number = ALPHABET.length - 2;

const PAGE = 65536;

let decoder: WebAssembly.Module | undefined;

/** Turns text back into bytes, given the head; `from` is where the text begins. */
export function decode(head: string, text: string, from: number): Uint8Array<ArrayBuffer> {
  decoder ??= new WebAssembly.Module(Uint8Array.from(atob(binary), (c) => c.charCodeAt(0)));
  const memory = new WebAssembly.Memory({ initial: 1 + Math.ceil(text.length / PAGE) });
  const { BYTES, TEXT, decode: run } = new WebAssembly.Instance(decoder, { env: { memory } }).exports as unknown as Decoder;
  const u8 = new Uint8Array(memory.buffer);
  for (let i = 0; i < ALPHABET.length; i++) u8[ALPHABET.charCodeAt(i)] = i;
  for (let i = 0; i < 256; i++) u8[BYTES.value + i] = Number.parseInt(head.slice(2 * i, 2 * i + 2), 16);
  const { written } = new TextEncoder().encodeInto(from === 0 ? text : text.slice(from), u8.subarray(TEXT.value));
  return u8.slice(TEXT.value, run(TEXT.value + written, SINGLE, ALPHABET.length));
}

/** Restores bytes from a difference: runs of new bytes alternate with runs copied from `base`. */
export function applyDifference(base: Uint8Array, difference: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = 0;
  /** An unsigned number in groups of seven bits, lowest first. */
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = difference[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const out = new Uint8Array(next());
  let from = 0;
  for (let n = 0; n < out.length; ) {
    const fresh = next();
    out.set(difference.subarray(at, at + fresh), n);
    n += fresh;
    at += fresh;
    const copied = next();
    if (copied === 0) continue;
    const zigzag = next();
    from += (zigzag >>> 1) ^ -(zigzag & 1);
    out.set(base.subarray(from, from + copied), n);
    n += copied;
    from += copied;
  }
  return out;
}

/** An unsigned number in groups of seven bits, lowest first. */
function groups(value: number): number[] {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) | 128);
  out.push(rest);
  return out;
}

const IMPORT_SECTION = 2;
const MEMORY = 2;
const GLOBAL = 3;
/** Flags of a memory's limits. */
const HAS_MAXIMUM = 1;
const SHARED = 3;

/** The same module with a shared memory as its import, which is the only change that threads require. */
export function withSharedMemory(bytes: Uint8Array, pages: number, maxPages: number): Uint8Array<ArrayBuffer> {
  let at = 8;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const section = at;
    const id = bytes[at++];
    const size = next();
    const body = at;
    const past = body + size;
    if (id === IMPORT_SECTION) {
      for (let count = next(); count > 0; count--) {
        for (let names = 0; names < 2; names++) {
          const length = next();
          at += length;
        }
        const kind = bytes[at++];
        const type = at;
        next(); // a function's type, a global's, or a memory's flags
        if (kind === GLOBAL) at++;
        if (kind !== MEMORY) continue;
        next();
        if ((bytes[type] as number) & HAS_MAXIMUM) next();
        const limits = [SHARED, ...groups(pages), ...groups(maxPages)];
        return Uint8Array.from([
          ...bytes.subarray(0, section),
          IMPORT_SECTION,
          ...groups(size - (at - type) + limits.length),
          ...bytes.subarray(body, type),
          ...limits,
          ...bytes.subarray(at),
        ]);
      }
    }
    at = past;
  }
  throw new Error('init: expected a binary of the kernels, got one that imports no memory');
}
