/** Settings of the whole library: which kernels run, on how many threads, and how much memory is in use. */

import { coreCount, hasThreads } from '../bindings/features.ts';
import {
  failLate,
  isLoaded,
  type Level,
  level,
  load,
  loadThreads,
  type ModuleSource,
  resolveModule,
  stopThreads,
  threads,
  widen,
} from '../bindings/kernels.ts';
import { heap } from '../bindings/memory.ts';
import { MAX_THREADS } from '../bindings/worker.ts';
import { checkInteger, checkNumber, checkOneOf, checkOptions, failRange } from './errors.ts';
import { takes } from './options.ts';

/** Options of `init`. */
export interface InitOptions {
  /**
   * The instruction set: 'auto' (the best that this runtime supports without a flag), 'simd', 'relaxed', or 'wide'. The last is
   * experimental: matrix products on 256-bit vectors, for Node 24 or newer started with `--experimental-wasm-revectorize`. `init`
   * measures whether they are faster here; if not, it warns and uses the level of 'auto'.
   */
  level?: Level | 'auto';
  /** A compiled module, its bytes, or its address; used instead of the embedded binary. */
  module?: ModuleSource;
  /** The same for the binary that draws random numbers and sorts; needed when either is first used. */
  rare?: ModuleSource;
  /** The same for the binary of convolution, norms and the losses other than cross-entropy; needed when one is first used. */
  extra?: ModuleSource;
  /** The same for the binary of recurrent layers; needed when one is first used. */
  recurrent?: ModuleSource;
  /** How many threads share the work, including the calling one, up to 64; 'auto' means one per core. Default 1. */
  threads?: number | 'auto';
  /** The maximum linear memory, in bytes. */
  maxMemory?: number;
}

/**
 * Loads the kernels with non-default settings. Optional; it must be called before the first tensor is made. After an error
 * nothing is loaded, and it can be called again.
 *
 * @throws {Error} after the first tensor, for a level or threads that this runtime does not support, or if a thread fails to
 *   start.
 * @throws {RangeError} for more than 64 threads, or more than `maxMemory` has room for.
 */
export async function init(options: InitOptions = {}): Promise<void> {
  takes('init', 1, arguments);
  checkOptions('init', options, ['level', 'threads', 'module', 'rare', 'extra', 'recurrent', 'maxMemory']);
  if (options.level !== undefined) checkOneOf('init', 'level', options.level, ['auto', 'simd', 'relaxed', 'wide']);
  if (options.maxMemory !== undefined) checkNumber('init', 'maxMemory', options.maxMemory, 2 ** 22, 2 ** 32);
  const count = checkThreads(options.threads ?? 1);
  const resolve = (option: ModuleSource | undefined) => (option === undefined ? undefined : resolveModule(option));
  const { module: first, rare: second, extra: third, recurrent: fourth } = options;
  const [module, rare, extra, recurrent] = await Promise.all([first, second, third, fourth].map(resolve));
  if (isLoaded()) failLate();
  const chosen = { level: options.level, module, rare, extra, recurrent, maxMemory: options.maxMemory };
  if (count === 1) load(chosen);
  else await loadThreads(chosen, count);
  if (options.level === 'wide' && !(await widen())) {
    console.warn(
      `init: level 'wide' is not faster here; start Node 24 or newer with --experimental-wasm-revectorize; ` +
        `the level is '${level()}'`,
    );
  }
}

/** The number of threads to start. */
function checkThreads(wanted: unknown): number {
  if (wanted === 'auto') return hasThreads() ? Math.min(coreCount(), MAX_THREADS) : 1;
  const count = checkInteger('init', 'threads', wanted, 1);
  if (count > MAX_THREADS)
    failRange('init', `expected threads in [1, ${MAX_THREADS}], got ${count}; more threads than cores is not faster`);
  if (count > 1 && !hasThreads()) {
    const { crossOriginIsolated } = globalThis as { crossOriginIsolated?: boolean };
    const remedy = crossOriginIsolated
      ? 'the page is isolated, but its browser offers none here; use threads: 1'
      : "serve the page with 'Cross-Origin-Opener-Policy: same-origin' and 'Cross-Origin-Embedder-Policy: require-corp', or use threads: 1";
    throw new Error(`init: expected a runtime with SharedArrayBuffer for threads, got none; ${remedy}`);
  }
  return count;
}

/** The level and threads in use. Loads the default level if nothing is loaded yet. */
export function backend(): { level: Level; threads: number } {
  takes('backend', 0, arguments);
  return { level: level(), threads: threads() };
}

/** How much linear memory is in use: tensors that own memory (views share theirs), and bytes live, at their peak, and reserved. */
export function memory(): { liveTensors: number; liveBytes: number; peakBytes: number; reservedBytes: number } {
  takes('memory', 0, arguments);
  return {
    liveTensors: heap.liveBlocks,
    liveBytes: heap.liveBytes,
    peakBytes: heap.peakBytes,
    reservedBytes: heap.reservedBytes,
  };
}

/** Stops the worker threads, if any; work continues on the calling thread. Optional: the threads never keep a process alive. */
export async function shutdown(): Promise<void> {
  takes('shutdown', 0, arguments);
  stopThreads();
}
