/**
 * The kernels of recurrent layers: a binary that uses the first binary's memory and is compiled on first use. A bundle without
 * such layers does not contain it.
 */
import { loadPart, type Texts } from './kernels.ts';
import type { RecurrentKernels } from './wasm/kernels-recurrent.ts';
import { text as relaxed } from './wasm/relaxed-recurrent.ts';
import { text as simd } from './wasm/simd-recurrent.ts';

/** The embedded binaries. */
export const RECURRENT: Texts = { simd, relaxed };

let table: RecurrentKernels | undefined;

/** The kernels of recurrent layers. */
export const recurrent = (): RecurrentKernels => (table ??= loadPart('recurrent', RECURRENT) as unknown as RecurrentKernels);
