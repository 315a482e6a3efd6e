/** What this runtime supports. Each probe is the smallest module that needs the feature. */
import { builtin } from './builtin.ts';

const HEAD = [0, 97, 115, 109, 1, 0, 0, 0];
/** Whether `(func (result v128))` with this body is valid. */
const probe = (...body: number[]): boolean =>
  WebAssembly.validate(
    new Uint8Array([...HEAD, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, body.length + 4, 1, body.length + 2, 0, ...body, 11]),
  );

/** Whether 128-bit SIMD is available: `i8x16.splat` of a constant. */
export const hasSimd = (): boolean => probe(65, 0, 253, 15);

/** Whether relaxed SIMD is available: `f32x4.relaxed_madd` of three splats. */
export const hasRelaxedSimd = (): boolean => probe(65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 133, 2);

/** Whether threads can share memory. */
export const hasThreads = (): boolean => typeof SharedArrayBuffer === 'function';

/** How many threads this machine runs at once. */
export const coreCount = (): number =>
  globalThis.navigator?.hardwareConcurrency ?? builtin('node:os')?.availableParallelism() ?? 1;
