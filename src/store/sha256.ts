/** SHA-256 (FIPS 180-4): by the runtime, or here if a page without https has no `crypto.subtle`. */

/** The first 32 bits of the fractional part of a root of `n`. */
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;

/** The constants: cube roots of the first 64 primes, and square roots of the first 8. */
function constants(): { k: Int32Array; h: Int32Array } {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return {
    k: Int32Array.from(primes, (p) => fraction(Math.cbrt(p))),
    h: Int32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p))),
  };
}

const rotated = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

/** The hash of some bytes, in plain JavaScript. */
export function sha256InScript(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { k, h } = constants();
  const padded = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  const w = new Int32Array(64);
  const at = (words: Int32Array, i: number): number => words[i] as number;
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(block + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [x, y] = [at(w, i - 15), at(w, i - 2)];
      const s0 = rotated(x, 7) ^ rotated(x, 18) ^ (x >>> 3);
      const s1 = rotated(y, 17) ^ rotated(y, 19) ^ (y >>> 10);
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
    }
    let [a, b, c, d, e, f, g, z] = h as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const t = (z + s1 + ((e & f) ^ (~e & g)) + at(k, i) + at(w, i)) | 0;
      const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const u = s0 + ((a & b) ^ (a & c) ^ (b & c));
      [z, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
    }
    [a, b, c, d, e, f, g, z].forEach((x, i) => {
      h[i] = at(h, i) + x;
    });
  }
  const out = new Uint8Array(32);
  const words = new DataView(out.buffer);
  h.forEach((x, i) => words.setInt32(4 * i, x));
  return out;
}

/** The hash of some bytes. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const subtle = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto?.subtle;
  return subtle === undefined ? sha256InScript(bytes) : new Uint8Array(await subtle.digest('SHA-256', bytes));
}
