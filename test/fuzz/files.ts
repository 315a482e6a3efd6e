// Files with random damage: each must be read or refused, in time, and leave nothing behind.

type Library = typeof import('../../src/index.ts');

export interface Outcome {
  files: number;
  read: number;
  refused: number;
  /** What went wrong, with the seed that does it again. */
  faults: string[];
  /** The most bytes that one file took beyond the library's own, for each byte of it. */
  mostBytes: number;
  /** The longest that one file took, in milliseconds. */
  longest: number;
}

/** A file to damage, and what reads it. */
export interface Sample {
  name: string;
  bytes: Uint8Array;
  load: 'loadTorch' | 'loadSafetensors';
}

/** mulberry32: 32 bits at a time. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Instructions of pickles, and numbers that sizes go wrong at. */
const NOTABLE = [
  0,
  1,
  2,
  0x7f,
  0x80,
  0xff,
  ...Array.from('(.0}]NQRabcehjqrstuKJMGX)', (c) => c.charCodeAt(0)),
  0x85,
  0x8a,
  0x8c,
  0x93,
  0x94,
];

function damage(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let out = new Uint8Array(bytes);
  for (let k = 1 + random(4); k > 0 && out.length > 0; k--) {
    const at = random(out.length);
    const n = Math.min(1 + random(16), out.length - at);
    switch (random(8)) {
      case 0:
        out[at] = random(256);
        break;
      case 1:
        out[at]! ^= 1 << random(8);
        break;
      case 2:
        out[at] = NOTABLE[random(NOTABLE.length)]!;
        break;
      case 3: // 32 bits at once, as sizes have
        for (let i = 0; i < 4 && at + i < out.length; i++) out[at + i] = [0, 0xff, 0x7f, random(256)][random(4)]!;
        break;
      case 4: // cut off, at either end
        out = random(4) === 0 ? out.slice(at) : out.slice(0, at);
        break;
      case 5: // a piece taken out
        out = Uint8Array.from([...out.subarray(0, at), ...out.subarray(at + n)]);
        break;
      case 6: // a piece twice
        out = Uint8Array.from([...out.subarray(0, at + n), ...out.subarray(at)]);
        break;
      default: // a piece from elsewhere
        out.copyWithin(at, random(out.length), random(out.length) + 1 + random(32));
    }
  }
  return out;
}

/** Puts the right checksums into a zip file, or damage would not get past them; where it is none, nothing. */
function mendChecksums(bytes: Uint8Array, crc32: (bytes: Uint8Array) => number): void {
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const [size, local] = [view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
    if (local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) continue;
    const begin = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (begin + size > bytes.length) continue;
    const crc = crc32(bytes.subarray(begin, begin + size));
    view.setUint32(at + 16, crc, true);
    if ((view.getUint16(local + 6, true) & 8) === 0) view.setUint32(local + 14, crc, true);
  }
}

/** Uses every tensor in a value, each container once. */
function dispose(rl: Library, root: unknown): void {
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (!(value instanceof rl.Tensor)) return Object.values(value).forEach(visit);
    if (value.numel > 0 && value.numel < 4096) value.toTypedArray();
  };
  visit(root);
  for (const value of seen) if (value instanceof rl.Tensor) value.dispose();
}

/** Damages and reads `count` files. */
export function fuzz(
  rl: Library,
  samples: readonly Sample[],
  crc32: (bytes: Uint8Array) => number,
  count: number,
  seed: number,
): Outcome {
  const outcome: Outcome = { files: 0, read: 0, refused: 0, faults: [], mostBytes: 0, longest: 0 };
  for (let i = 0; i < count; i++) {
    const random = randomOf(seed + i);
    const { name, bytes, load } = samples[random(samples.length)]!;
    const file = damage(bytes, random);
    if (load === 'loadTorch' && random(8) > 0) mendChecksums(file, crc32);
    const fault = (what: string): number => outcome.faults.push(`seed ${seed + i}, ${name}: ${what}`);
    const { liveBytes, liveTensors } = rl.memory();
    const begin = performance.now();
    outcome.files++;
    try {
      const value: unknown = load === 'loadTorch' ? rl.loadTorch(file).value : rl.loadSafetensors(file).tensors;
      outcome.read++;
      const used = rl.memory().liveBytes - liveBytes;
      outcome.mostBytes = Math.max(outcome.mostBytes, used / file.length);
      // an element of one byte takes four
      if (used > 4 * file.length) fault(`took ${used} bytes for a file of ${file.length}`);
      dispose(rl, value);
    } catch (error) {
      outcome.refused++;
      const { message = '', constructor: kind } = error as Error;
      if (kind !== RangeError || !message.startsWith(`${load}: expected `)) fault(`threw ${String(error)}`);
    }
    outcome.longest = Math.max(outcome.longest, performance.now() - begin);
    const after = rl.memory();
    if (after.liveBytes !== liveBytes || after.liveTensors !== liveTensors) fault('left memory behind');
    if ('polluted' in {}) fault('changed a prototype');
  }
  return outcome;
}

/** The recorded checkpoints, and safetensors files with state of every kind. */
export function samplesOf(rl: Library, cases: readonly { id: string; bytes?: string }[]): Sample[] {
  const recorded = cases.flatMap(({ id, bytes }) =>
    bytes ? [{ name: id, bytes: Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)), load: 'loadTorch' as const }] : [],
  );
  return rl.scope(() => {
    const state = { w: rl.ones([2, 3]), n: rl.tensor([1, 2], { dtype: 'int32' }), m: rl.tensor([true]) };
    const nested = { model: state, best: Infinity, list: [{ t: rl.ones([1]) }, null], rng: Uint8Array.of(1, 2) };
    const safetensors = [
      rl.saveSafetensors(state, { by: 'us' }),
      rl.saveSafetensors(nested),
      rl.saveSafetensors(state, {}, { cast: 'float16' }),
    ].map((bytes, i) => ({ name: `safetensors ${i}`, bytes, load: 'loadSafetensors' as const }));
    const ours = {
      name: 'saveTorch',
      bytes: rl.saveTorch({ state, list: [1, 2.5, 'x', null, 2n ** 70n] }),
      load: 'loadTorch' as const,
    };
    // as many of each as there are checkpoints' cases would take too long to come to
    return [...recorded, ours, ours, ...safetensors, ...safetensors, ...safetensors];
  });
}
