/**
 * Kernels that not every program needs: a binary that uses the first binary's memory and is compiled on first use. Only ops that
 * call `extra` import this module, so a bundle without them does not contain the binary.
 */
import { loadPart, type Texts } from './kernels.ts';
import type { ExtraKernels } from './wasm/kernels-extra.ts';
import { EXTRA_RELAXED, EXTRA_SIMD } from './wasm/texts.ts';

export type { ExtraKernels } from './wasm/kernels-extra.ts';

/** The embedded binaries. */
export const EXTRA: Texts = { relaxed: EXTRA_RELAXED, simd: EXTRA_SIMD };

let table: ExtraKernels | undefined;

/** The kernels of layers, losses and optimizers. */
export const extra = (): ExtraKernels => (table ??= loadPart('extra', EXTRA) as unknown as ExtraKernels);
