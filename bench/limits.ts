/** The limits of this machine, measured in the process of the rows: kernels that are built for the bench alone. */
import { readFileSync } from 'node:fs';
import { backend } from 'rushlight';

interface Kernels {
  prepare(): void;
  readonly PEAK_VECTORS: WebAssembly.Global;
  peak(turns: number, c: number, d: number): number;
  peakChained(turns: number, c: number, d: number): number;
  expSum(scratch: number, x: number, n: number, m: number): number;
  copy(to: number, from: number, n: number): void;
  copyVectors(to: number, from: number, n: number): void;
  increase1(n: number, g: number, p: number): void;
  increase2(n: number, g: number, p: number, m: number): void;
  increase3(n: number, g: number, p: number, m: number, v: number): void;
}

const PAGE = 65536;

/** Instantiates them at the level in force, in a memory of their own with room for `bytes`, all of it ones. */
function load(bytes: number): Kernels {
  const level = backend().level === 'simd' ? 'simd' : 'relaxed';
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) + 1 });
  const module = new WebAssembly.Module(readFileSync(`build/limits-${level}.wasm`));
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
  // Pages never written to are all the same one to the system, and are read from the nearest cache.
  new Float32Array(memory.buffer).fill(1);
  kernels.prepare();
  return kernels;
}

interface Limit {
  run: () => void;
  work: number;
}

const TURNS = 4000;

/** The faster of two ways, found at the first use: a limit is what the machine can do, not what one loop makes of it. */
function faster(a: () => void, b: () => void): () => void {
  const least = (f: () => void): number => {
    let best = Infinity;
    for (const end = performance.now() + 150; performance.now() < end; ) {
      const start = performance.now();
      f();
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  least(a);
  return least(b) < least(a) ? b : a;
}

let peakOfLevel: Limit | undefined;

/** 128-bit multiply-adds from registers; work in GFLOP. */
export function peak(): Limit {
  if (peakOfLevel !== undefined) return peakOfLevel;
  const k = load(0);
  const run = faster(
    () => void k.peak(TURNS, 1, 0),
    () => void k.peakChained(TURNS, 1, 0),
  );
  peakOfLevel = { run, work: (k.PEAK_VECTORS.value * 8 * TURNS) / 1e9 };
  return peakOfLevel;
}

let copyOfMachine: Limit | undefined;
const COPIED = 48 * 2 ** 20;

/** A copy too large for any cache; work in GB, read and written. */
export function copy(): Limit {
  if (copyOfMachine !== undefined) return copyOfMachine;
  const k = load(2 * COPIED + 2 * PAGE);
  const [to, from] = [PAGE, 2 * PAGE + COPIED];
  const run = faster(
    () => k.copy(to, from, COPIED),
    () => k.copyVectors(to, from, COPIED),
  );
  copyOfMachine = { run, work: (2 * COPIED) / 1e9 };
  return copyOfMachine;
}

/** One plain loop that increases each of 1 to 3 arrays of n numbers by those of another. */
export function increase(arrays: 1 | 2 | 3, n: number): { run: () => void } {
  const bytes = 4 * n + PAGE;
  const k = load((arrays + 1) * bytes + PAGE);
  const [g, p, m, v] = [PAGE, PAGE + bytes, PAGE + 2 * bytes, PAGE + 3 * bytes];
  const loops = { 1: () => k.increase1(n, g, p), 2: () => k.increase2(n, g, p, m), 3: () => k.increase3(n, g, p, m, v) };
  return { run: loops[arrays] };
}

/** The sum of exp over as many numbers as given, at the kernels' own exp, over a span of memory as large. */
export function expSum(n: number): { run: () => void } {
  const k = load(4 * n + PAGE);
  return { run: () => void k.expSum(PAGE - 64, PAGE, n, 4) };
}
