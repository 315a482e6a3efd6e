/**
 * The kernels that not every program needs: a second binary on the memory of the first, compiled at its first use. Only
 * the ops that call `kx` import this module, so a bundle without them goes without the binary.
 */
import { loadExtra } from './kernels.ts';
import type { ExtraKernels } from './wasm/kernels-extra.ts';
import { text as relaxed } from './wasm/relaxed-extra.ts';
import { text as simd } from './wasm/simd-extra.ts';

export type { ExtraKernels } from './wasm/kernels-extra.ts';

/** The second part's binaries as they travel. */
export const EXTRA: { simd: string; relaxed: string } = { simd, relaxed };

let table: ExtraKernels | undefined;

/** The kernels of the second part. */
export const kx = (): ExtraKernels => (table ??= loadExtra(EXTRA) as unknown as ExtraKernels);
