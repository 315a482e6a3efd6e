/**
 * The kernels of recurrent layers: a binary that uses the first binary's memory and is compiled on first use. A bundle without
 * such layers does not contain it.
 */
import { loadPart, type Texts } from './kernels.ts';
import type { RecurrentKernels } from './wasm/kernels-recurrent.ts';
import { RECURRENT_RELAXED, RECURRENT_SIMD } from './wasm/texts.ts';

/** The embedded binaries. */
export const RECURRENT: Texts = { relaxed: RECURRENT_RELAXED, simd: RECURRENT_SIMD };

let table: RecurrentKernels | undefined;

/** The kernels of recurrent layers. */
export const recurrent = (): RecurrentKernels => (table ??= loadPart('recurrent', RECURRENT) as unknown as RecurrentKernels);
