// A part of the kernels that cannot be loaded: what needs it says so, and leaves nothing of what it has made, outside scopes too.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { allCalls, type Call, disposeOwned } from './fuzz/calls.ts';
import { start } from './support/library.ts';

const { Module } = WebAssembly;

await start();
const calls = allCalls(rl).calls.filter(({ later }) => later !== true);

beforeAll(() => {
  WebAssembly.Module = class {
    constructor() {
      throw new Error('no room');
    }
  } as never;
});
afterAll(() => {
  WebAssembly.Module = Module;
});

/** The tensors in arguments, parameters aside, taken out of their scope. */
function keepAll(value: unknown, found: rl.Tensor[] = [], depth = 0): rl.Tensor[] {
  if (value instanceof rl.Tensor) {
    if (!(value instanceof rl.nn.Parameter)) found.push(rl.keep(value));
  } else if (depth < 4 && typeof value === 'object' && value !== null)
    for (const v of value instanceof Map ? value.values() : Object.values(value)) keepAll(v, found, depth + 1);
  return found;
}

/** A valid call whose arguments are in no scope; undefined if they need a part themselves. */
function made(call: Call): { run: () => unknown; end: () => void } | undefined {
  try {
    return rl.scope(() => {
      const { call: f, args, self } = call.make();
      const kept = keepAll([args, self]);
      const end = (): void => {
        for (const t of kept) t.dispose();
        disposeOwned();
      };
      return { run: () => f(...args), end };
    });
  } catch {
    disposeOwned();
    return undefined;
  }
}

describe('without the other parts', () => {
  let refused = 0;

  it.each(calls.map((call) => [call.name, call] as const))('%s works, or leaves nothing', (_, call) => {
    const one = made(call);
    if (one === undefined) return;
    const { run, end } = one;
    const [before, stream] = [rl.memory(), rl.defaultGenerator.getState()];
    try {
      release(run());
    } catch (error) {
      expect(String(error)).toMatch(/^Error: \w+: expected (rare|extra|recurrent) as a compiled module/);
      refused++;
      const { liveTensors, liveBytes } = rl.memory();
      expect({ liveTensors, liveBytes }).toEqual({ liveTensors: before.liveTensors, liveBytes: before.liveBytes });
      expect(rl.defaultGenerator.getState()).toEqual(stream);
    }
    end();
  });

  it('many are refused', () => {
    expect(refused).toBeGreaterThan(200);
  });
});

/** Frees a result. */
function release(result: unknown): void {
  for (const t of keepAll(result)) t.dispose();
  if (result instanceof rl.nn.Module || result instanceof rl.optim.Optimizer) result.dispose();
}
