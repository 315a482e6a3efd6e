/**
 * The level 'wide': the relaxed one with a matrix product whose tiles suit vectors of 256 bits. V8 forms these from pairs of 128
 * bits if a flag is set, which only a measurement can reveal. A separate module, imported on demand. It is given the heap rather
 * than importing it, since a bundle of one file would then run the heap's module late, by a call in each module that uses it.
 */
import type { Heap } from './memory.ts';
import type { Kernels } from './wasm/kernels.ts';

/** The embedded binary. */
export { WIDE } from './wasm/texts.ts';

/** A product that suits both: 96 × 256 × 64. */
const [M, K, N] = [96, 256, 64];
/** Rounds, each followed by a pause for the optimising compiler: about 100 ms, or up to 500 ms on a busy machine. */
const ROUNDS = 25;
const MOST_ROUNDS = 125;
const PAUSE_MS = 4;
/** With 256 bits it takes half to two thirds of the time, with 128 bits twice as long. */
const WIDER = 0.9;

/** Whether the wide product is faster here than the usual one, judged by the best of their times. */
export async function isFaster(
  heap: Heap,
  wide: Kernels['gemm'],
  usual: Kernels['gemm'],
  blocks: Kernels['gemmBlocks'],
): Promise<boolean> {
  const bytes = (M * K + K * N + M * N) * 4;
  const a = heap.alloc(bytes);
  heap.f32.fill(0.5, a >>> 2, (a + bytes) >>> 2);
  const [b, c, end] = [a + M * K * 4, a + (M * K + K * N) * 4, blocks(M, N, K)];
  const time = (gemm: Kernels['gemm']): number => {
    const start = performance.now();
    for (let i = 0; i < 4; i++) gemm(0, end, 0, 1, M, N, K, 1, a, K, b, K, 0, c, N, 0);
    return performance.now() - start;
  };
  let [best, bestUsual] = [Infinity, Infinity];
  for (let i = 0; i < ROUNDS || (i < MOST_ROUNDS && best >= WIDER * bestUsual); i++) {
    // the first run after a pause finds the caches cold, so it must not be the wide one
    bestUsual = Math.min(bestUsual, time(usual));
    best = Math.min(best, time(wide));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  heap.free(a, bytes);
  return best < WIDER * bestUsual;
}
