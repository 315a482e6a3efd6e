// Memory that runs out at a given allocation: what a call leaves behind then, and whether it can be called again.
import { heap } from '../../bindings/memory.ts';

/** Runs `fn` with the n-th allocation from now on failing, counted from 1; says how many it asked for. */
export function failingAt<T>(n: number, fn: () => T): { allocations: number } & ({ value: T } | { error: unknown }) {
  const { alloc } = heap;
  let allocations = 0;
  heap.alloc = (bytes) => alloc.call(heap, ++allocations === n ? Number.POSITIVE_INFINITY : bytes);
  try {
    return { value: fn(), allocations };
  } catch (error) {
    return { error, allocations };
  } finally {
    heap.alloc = alloc;
  }
}
