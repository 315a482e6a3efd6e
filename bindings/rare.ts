/**
 * The kernels of random numbers, of sorting, of exact integer sums, and of methods that few programs call: a binary
 * that uses the first binary's memory and is compiled on first use, so that the first one is small and compiles quickly.
 */
import { loadPart, type Texts } from './kernels.ts';
import type { RareKernels } from './wasm/kernels-rare.ts';
import { RARE_RELAXED, RARE_SIMD } from './wasm/texts.ts';

/** The embedded binaries. */
export const RARE: Texts = { relaxed: RARE_RELAXED, simd: RARE_SIMD };

let table: RareKernels | undefined;

/** The kernels of random numbers, of sorting, of exact integer sums, and of less common methods. */
export const rare = (): RareKernels => (table ??= loadPart('rare', RARE) as unknown as RareKernels);
