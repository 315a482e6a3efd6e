// Every row of the op table: value against the float64 reference in every layout, gradient against finite differences
// of the reference, refusals, and nothing left or written where it should not be.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import type { Node } from '../src/autograd/node.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { checkErrors, checkGradient, checkMethod, checkValue } from './support/checks.ts';
import { type Layout, leavesNothing, start } from './support/library.ts';
import { rows } from './support/optable/all.ts';
import type { OpRow, Sample } from './support/optable.ts';
import { Random } from './support/random.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const layouts = (row: OpRow): readonly Layout[] => (row.contiguousOnly ? ['plain', 'offset'] : ['plain', 'offset', 'strided']);

describe.each(rows.map((row) => [row.name, row] as const))('%s', (name, row) => {
  it("has the reference's values in every layout", () => {
    for (const sample of row.samples(new Random(name)))
      for (const layout of layouts(row)) leavesNothing(() => checkValue(row, sample, layout));
  });
  if (row.method !== false && !name.includes('.'))
    it('is a method with the same values', () => {
      for (const sample of row.samples(new Random(name))) leavesNothing(() => checkMethod(row, sample));
    });
  if ([...row.samples(new Random(name))].some((sample) => sample.gradient))
    it("has the reference's gradients", () => {
      const random = new Random(`${name} directions`);
      for (const sample of row.samples(new Random(name)))
        if (sample.gradient) for (const layout of layouts(row)) leavesNothing(() => checkGradient(row, sample, layout, random));
    });
  if ([...row.samples(new Random(name))].some((sample) => sample.gradient))
    it('has no gradient without what it saved', () => {
      let forgotten = 0;
      const forget = (node: Node): void => {
        forgotten += node.unpack().filter((t) => t !== null).length;
        node.unpack = () => [];
      };
      const works = (sample: Sample): boolean => {
        try {
          rl.scope(() => checkGradient(row, sample, 'plain', new Random(name), forget));
          return true;
        } catch {
          return false;
        }
      };
      const samples = [...row.samples(new Random(name))].filter((sample) => sample.gradient);
      expect(samples.every(works)).toBe(forgotten === 0);
    });
  if (row.errors)
    it('refuses what it should', () => {
      for (const refusal of row.errors!) leavesNothing(() => checkErrors(row, refusal));
    });
});

describe('summary', () => {
  it('would see a word written outside its block', () => {
    const ptr = heap.alloc(8);
    heap.i32[(ptr + 8) >>> 2] = 1;
    heap.i32[(ptr - 4) >>> 2] = 1;
    heap.free(ptr, 8);
    expect(trampledWords()).toHaveLength(2);
  });
  it('leaves no tensor', () => expect(rl.memory().liveTensors).toBe(0));
});
