/**
 * How binaries are embedded in the package: packed, and written as printable text whose every character carries six bits, which
 * gzip brings back to six bits. `scripts/encode.mjs` packs them.
 */
import type { Decoder } from './wasm/kernels-decode.ts';
import { DECODER } from './wasm/texts.ts';

const PAGE = 65536;
/** The most bytes that a text can stand for. */
const MOST = 2 ** 18;

let decoder: WebAssembly.Module | undefined;

/** Turns text back into bytes; `before` holds the binaries that it was packed after. */
export function decode(text: string, before: Uint8Array = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  decoder ??= new WebAssembly.Module(Uint8Array.from(atob(DECODER), (c) => c.charCodeAt(0)));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { TEXT, decode: run } = new WebAssembly.Instance(decoder, { env: { memory } }).exports as unknown as Decoder;
  // the first byte of all has a zero before it
  const from = TEXT.value + text.length + 1;
  const start = from + before.length;
  memory.grow(Math.ceil((start + MOST) / PAGE) - 1);
  const u8 = new Uint8Array(memory.buffer);
  new TextEncoder().encodeInto(text, u8.subarray(TEXT.value));
  u8.set(before, from);
  return u8.slice(start, run(start));
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
    for (let shift = 0; at < bytes.length; shift += 7) {
      const byte = bytes[at++] as number;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
    throw new Error('init: expected a binary of the kernels, got one that ends early');
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
