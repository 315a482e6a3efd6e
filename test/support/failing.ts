// Memory that runs out at a given allocation: what a call leaves behind then, and whether it can be called again.
import { expect } from 'vitest';
import { heap } from '../../bindings/memory.ts';
import * as rl from '../../src/index.ts';
import { bytesOf } from './library.ts';

type Outcome<T> = { allocations: number } & ({ value: T } | { error: unknown });

/** Runs `fn` with the n-th allocation from now on failing, counted from 1; says how many it asked for. */
export function failingAt<T>(n: number, fn: () => T): Outcome<T> {
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

/** The same of a function that goes on for several turns. */
export async function failingLater<T>(n: number, fn: () => Promise<T>): Promise<Outcome<T>> {
  const { alloc } = heap;
  let allocations = 0;
  heap.alloc = (bytes) => alloc.call(heap, ++allocations === n ? Number.POSITIVE_INFINITY : bytes);
  try {
    return { value: await fn(), allocations };
  } catch (error) {
    return { error, allocations };
  } finally {
    heap.alloc = alloc;
  }
}

/** What must come back to what it was: blocks and bytes that are in use. */
export const live = (): string => `${heap.liveBlocks} blocks, ${heap.liveBytes} bytes`;

/** The values of all that a state holds, as text: equal only where every bit is. */
export function bits(value: unknown): string {
  if (value instanceof rl.Tensor) {
    return `${value.dtype}[${value.shape}] ${bytesOf(value).join()}`;
  }
  if (value instanceof Map) return bits([...value]);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  return `{${Object.entries(value)
    .map(([key, v]) => `${key}: ${bits(v)}`)
    .join('; ')}}`;
}

/** Expects the error of a failed allocation, which opens with the name of the function that was called. */
export function expectNamed(error: unknown, name: string, where: string): void {
  if (!(error instanceof rl.OutOfMemoryError)) throw error;
  expect(error.message.split(':')[0], where).toBe(name);
}

/** Something that changes a state, all of it or nothing. */
export interface Act {
  /** The name that the message opens with. */
  name: string;
  run: () => unknown;
  /** All that it may change. */
  state: () => unknown;
  /** Frees what was made for it. */
  end: () => void;
}

/**
 * Makes the act anew for each allocation and has that one fail: the state is that of before or after, nothing is left, and
 * a second try is as an undisturbed one. Gives the number of allocations that failed.
 */
export async function failEach(make: () => Act): Promise<number> {
  const first = make();
  await first.run();
  const after = bits(first.state());
  first.end();
  const start = live();
  for (let n = 1; ; n++) {
    const act = make();
    const before = bits(act.state());
    const made = live();
    const outcome = await failingLater(n, async () => act.run());
    const where = `${act.name}, allocation ${n}`;
    if ('error' in outcome) {
      expectNamed(outcome.error, act.name, where);
      expect([before, after], where).toContain(bits(act.state()));
      expect(live(), where).toBe(made);
      if (bits(act.state()) === before) await act.run();
    }
    expect(bits(act.state()), where).toBe(after);
    act.end();
    expect(live(), where).toBe(start);
    if (!('error' in outcome)) return n - 1;
  }
}
