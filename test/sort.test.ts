// Sorting against JavaScript's stable sort, with data for each way that the kernel takes.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SORT_PLACES, SORT_ROOM } from '../bindings/wasm/constants.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

/** NaN is the greatest number, and equal ones keep their order. */
const compare = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
};

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

const ROWS: Record<string, (i: number, n: number, random: Random) => number> = {
  'a normal distribution': (_, __, random) => normal(random),
  'a uniform distribution': (_, __, random) => random.next(),
  'numbers in order': (i) => i / 8 - 50,
  'numbers in reverse': (i) => 50 - i / 8,
  'few numbers': (i) => (i * 7) % 10,
  'one number': () => 3,
  // the upper halves of the keys hardly differ, but those that are looked at do
  'numbers close together, the middle one apart': (i, n) => (i === (n - 1) >> 1 ? -1e30 : 1 + (n - i) * 2 ** -23),
  'numbers close together, the last one apart': (i, n) => (i === n - 1 ? 1e30 : 1 + ((i * 7919) % n) * 2 ** -23),
  'zeros, NaN and infinities': (i, _, random) =>
    [0, -0, Number.NaN, Infinity, -Infinity, normal(random), -(2 ** -149)][i % 7] as number,
};

describe.each(Object.entries(ROWS))('%s', (_, make) => {
  it.each([1, 2, 47, 48, 49, 100, 1000, 1024, 1025, 5000])('%i of them', (n) => {
    const random = new Random(`sort ${n}`);
    const rows = Array.from({ length: 3 }, () => Float32Array.from({ length: n }, (_, i) => make(i, n, random)));
    const matrix = Float32Array.from(rows.flatMap((row) => [...row]));
    leavesNothing(() => {
      for (const descending of [false, true]) {
        const x = rl.tensor(matrix).reshape([3, n]);
        const along = x.sort(1, { descending });
        const across = x.t().contiguous().sort(0, { descending });
        rows.forEach((row, r) => {
          const order = [...row.keys()].sort((a, b) => {
            const least = compare(row[a] as number, row[b] as number);
            return (descending ? -least : least) || a - b;
          });
          const values = order.map((i) => row[i] as number);
          expect(along.indices.select(0, r).tolist()).toEqual(order);
          expect(along.values.select(0, r).tolist()).toEqual(values);
          expect(across.indices.select(1, r).tolist()).toEqual(order);
          expect(across.values.select(1, r).tolist()).toEqual(values);
        });
      }
    });
  });
});

it.each([60, 1000, 3000])('%i integers', (n) => {
  const random = new Random(`sort ${n}`);
  leavesNothing(() => {
    for (const scale of [100, 2 ** 20, 2 ** 31]) {
      const row = Int32Array.from({ length: n }, () => (random.next() * 2 - 1) * scale);
      const { values, indices } = rl.tensor(row).sort();
      const order = [...row.keys()].sort((a, b) => (row[a] as number) - (row[b] as number) || a - b);
      expect(indices.tolist()).toEqual(order);
      expect(values.tolist()).toEqual(order.map((i) => row[i]));
    }
  });
});

it.each([SORT_ROOM, SORT_ROOM + 1, 100_000])(
  '%i of them, and the first few, for which memory is fetched if they are many',
  (n) => {
    const random = new Random(`sort ${n}`);
    const row = Float32Array.from({ length: n }, () => random.next());
    const order = [...row.keys()].sort((a, b) => (row[a] as number) - (row[b] as number) || a - b);
    leavesNothing(() => {
      const x = rl.tensor(row);
      const sorted = x.sort().indices.toTypedArray();
      expect(order.findIndex((i, place) => sorted[place] !== i)).toBe(-1);
      for (const count of [1, SORT_PLACES - 1, SORT_PLACES, SORT_PLACES + 1])
        expect(x.topk(count, 0, { largest: false }).indices.tolist()).toEqual(order.slice(0, count));
    });
  },
);
