/** What the library runs on: the level of the kernels, and the linear memory's counters. */
import { isLoaded, type Level, level, load, type ModuleSource, resolveModule } from '../bindings/kernels.ts';
import { heap } from '../bindings/memory.ts';
import { checkNumber, checkOneOf, checkOptions } from './errors.ts';

/** Options of `init`. */
export interface InitOptions {
  /** The instruction set: 'auto' (the best that this runtime has without a flag), 'simd' or 'relaxed'. */
  level?: Level | 'auto';
  /** A compiled module, its bytes, or where to fetch them, instead of the embedded binary. */
  module?: ModuleSource;
  /** A cap of the linear memory, in bytes. */
  maxMemory?: number;
}

/**
 * Loads the kernels by choice rather than by default. Optional; it must come before the first tensor.
 *
 * @throws {Error} after the first tensor, or for a level that this runtime lacks.
 */
export async function init(options: InitOptions = {}): Promise<void> {
  checkOptions('init', options, ['level', 'module', 'maxMemory']);
  if (options.level !== undefined) checkOneOf('init', 'level', options.level, ['auto', 'simd', 'relaxed']);
  if (options.maxMemory !== undefined) checkNumber('init', 'maxMemory', options.maxMemory, 2 ** 22, 2 ** 32);
  const module = options.module === undefined ? undefined : await resolveModule(options.module);
  if (isLoaded())
    throw new Error(
      'init: expected to come before the first tensor, got a runtime that is loaded; call it at the start of the program',
    );
  load({ level: options.level, module, maxMemory: options.maxMemory });
}

/** What is in force. Loads the default level if nothing has been loaded yet. */
export const backend = (): { level: Level; threads: number } => ({ level: level(), threads: 1 });

/** The linear memory's counters: tensors with memory of their own (views share), and bytes live, at most live, and reserved. */
export function memory(): { liveTensors: number; liveBytes: number; peakBytes: number; reservedBytes: number } {
  return {
    liveTensors: heap.liveBlocks,
    liveBytes: heap.liveBytes,
    peakBytes: heap.peakBytes,
    reservedBytes: heap.reservedBytes,
  };
}

/** Stops the worker threads, if there are any. */
export const shutdown = async (): Promise<void> => {};
