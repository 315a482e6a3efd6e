// Guards round every block of linear memory: a kernel that writes outside its buffers is caught, at the latest when
// the block is given back, and one that uses what lies outside, or what nobody has written yet, computes NaN.
import { heap } from '../../bindings/memory.ts';

const GUARD = 64;
/** A quiet NaN. */
const WORD = 0x7fc00000;
/** A payload for each word: arithmetic hands it on, and a NaN that was read in one guard must not look right in another. */
const payload = (word: number): number => (Math.imul(word, 0x9e3779b1) >>> 10) | 1;

const blocks = new Map<number, number>();
const trampled: string[] = [];

function paint(ptr: number, bytes: number): void {
  heap.i32.fill(WORD, ptr >>> 2, (ptr + bytes) >>> 2);
  for (const start of [ptr, ptr + bytes - GUARD])
    for (let w = start >>> 2; w < (start + GUARD) >>> 2; w++) heap.i32[w] = WORD | payload(w);
}

function inspect(ptr: number, bytes: number): void {
  const words = heap.i32;
  for (const start of [ptr - GUARD, ptr + bytes])
    for (let w = start >>> 2; w < (start + GUARD) >>> 2; w++)
      if (words[w] !== (WORD | payload(w))) trampled.push(`word ${words[w]} at byte ${w * 4 - ptr} of a block of ${bytes}`);
}

/** From here to the end of the test file, every new block stands between guards and is NaN until it is written. */
export function installCanaries(): void {
  const { alloc, free } = heap;
  heap.alloc = (bytes: number): number => {
    const ptr = alloc.call(heap, bytes + 2 * GUARD) + GUARD;
    paint(ptr - GUARD, bytes + 2 * GUARD);
    blocks.set(ptr, bytes);
    return ptr;
  };
  heap.free = (ptr: number, bytes: number): void => {
    const asked = blocks.get(ptr);
    if (asked === undefined) return free.call(heap, ptr, bytes);
    if (asked !== bytes) trampled.push(`a block of ${asked} bytes was freed as one of ${bytes}`);
    inspect(ptr, asked);
    blocks.delete(ptr);
    free.call(heap, ptr - GUARD, asked + 2 * GUARD);
  };
}

/** Looks at the blocks in use too, and returns what was written outside its block since the last call. */
export function trampledWords(): string[] {
  for (const [ptr, bytes] of blocks) inspect(ptr, bytes);
  return trampled.splice(0);
}
