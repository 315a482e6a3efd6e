// Every public function, method and constructor with one argument or option after the other replaced by nonsense: each call does what
// it says or refuses by name, changes nothing that it was given, and leaves no memory behind. `npm run fuzz:inputs` runs every row.
import { afterAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import * as onnx from '../src/onnx/index.ts';
import * as store from '../src/store/index.ts';
import * as tfjs from '../src/tfjs/index.ts';
import * as torch from '../src/torch/index.ts';
import { unacceptable } from './fuzz/acceptable.ts';
import { badInputs, summarise } from './fuzz/bad-inputs.ts';
import { allCalls, type Call, disposeOwned } from './fuzz/calls.ts';
import { subpathCalls } from './fuzz/subpaths.ts';
import { start } from './support/library.ts';

// the list of calls below makes tensors
await start();

/** One row of so many. */
const SHARE = 6;

/** The machine may have much else to do. */
const PATIENCE = 120_000;

const main = allCalls(rl);
const further = subpathCalls(rl, { onnx, store, tfjs, torch });
const calls = [...main.calls, ...further.calls];
afterAll(further.end);

it('there is a valid call of every public name', () => {
  expect([...main.missing, ...further.missing]).toEqual([]);
  const refused = calls
    .filter(({ later }) => later === undefined)
    .flatMap(({ name, make }) =>
      rl.scope(() => {
        try {
          const { call, args } = make();
          call(...args);
          return [];
        } catch (error) {
          return [`${name}: ${String(error)}`];
        } finally {
          disposeOwned();
        }
      }),
    );
  expect(refused).toEqual([]);
});

describe('nonsense', () => {
  let rows = 0;
  let refused = 0;

  it.each(calls.map((call) => [call.name, call] as const))(
    'is refused by name by %s, or does what it says',
    async (_, call) => {
      const report = await badInputs(rl, [call], SHARE);
      rows += report.rows;
      refused += report.refused;
      expect(summarise([...report.faults, ...unacceptable(report)])).toEqual([]);
    },
    PATIENCE,
  );

  it('is mostly refused', () => {
    expect(rows).toBeGreaterThan(20_000);
    expect(refused).toBeGreaterThan(0.8 * rows);
  });

  it.each([
    ['throws an error of the engine', (x: { y: { z: number } }) => x.y.z, /Cannot read/],
    ['is swallowed beyond the last argument', (x: number) => x, /one too many/],
    ['changes what was given', (x: unknown[]) => x.push(1), /has changed|Cannot|is not a function/],
    ['stays in memory', () => void rl.keep(rl.ones([2])), /left 8 bytes/],
  ])('would be seen if it %s', async (_, f, message) => {
    const call: Call = {
      name: 'f',
      title: 'f',
      make: () => ({ call: f as (...args: unknown[]) => unknown, args: [[1]], params: ['x'] }),
    };
    const report = await badInputs(rl, [call]);
    expect(summarise([...report.faults, ...unacceptable(report)]).join('\n')).toMatch(message);
  });
});
