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

/** The places of a row's elements in order. */
const orderOf = (row: ArrayLike<number>, descending = false): number[] =>
  Array.from(row, (_, i) => i).sort((a, b) => {
    const least = compare(row[a] as number, row[b] as number);
    return (descending ? -least : least) || a - b;
  });

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
          const order = orderOf(row, descending);
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
      const order = orderOf(row);
      expect(indices.tolist()).toEqual(order);
      expect(values.tolist()).toEqual(order.map((i) => row[i]));
    }
  });
});

it.each([10, 100])('zeros and NaN of any sign and bits are equal, the least numbers are not: %i', (n) => {
  const bits = [0x7fc00000, -0x80000000, 1, -1, 0x7f800001, 0x7f800000, 0, -0x7fffffff, 0x7fffffff, 0xffc00000];
  const row = new Float32Array(Int32Array.from({ length: n }, (_, i) => bits[(i * 7) % 10] as number).buffer);
  leavesNothing(() => {
    for (const descending of [false, true]) {
      const order = orderOf(row, descending);
      expect(rl.tensor(row).sort(0, { descending }).indices.tolist()).toEqual(order);
    }
  });
});

// insertion, the radix sort, and one whose pairs have no room in the scratch memory
it.each([
  [300, 5],
  [300, 47],
  [300, 48],
  [5000, 60],
  [100_000, 47],
  [100_000, 60],
])('some of %i: %i', (n, count) => {
  const random = new Random(`topk ${n}`);
  const rows = Array.from({ length: 2 }, () => Float32Array.from({ length: n }, () => normal(random)));
  leavesNothing(() => {
    const x = rl.tensor(rows.flatMap((row) => [...row])).reshape([2, n]);
    for (const largest of [false, true]) {
      const along = x.topk(count, 1, { largest });
      const across = x.t().contiguous().topk(count, 0, { largest });
      rows.forEach((row, r) => {
        const order = orderOf(row, largest).slice(0, count);
        const values = order.map((i) => row[i] as number);
        expect(along.indices.select(0, r).tolist()).toEqual(order);
        expect(along.values.select(0, r).tolist()).toEqual(values);
        expect(across.indices.select(1, r).tolist()).toEqual(order);
        expect(across.values.select(1, r).tolist()).toEqual(values);
      });
    }
  });
});

it('does not depend on what the scratch memory held', () => {
  leavesNothing(() => {
    // a packed matrix of what is greater than the first pairs
    rl.ones([64, 300]).matmul(rl.full([300, 512], -1));
    const row = Float32Array.from({ length: 40 }, (_, i) => ((i * 7) % 40) + 1);
    expect(rl.tensor(row).topk(5).indices.tolist()).toEqual(orderOf(row, true).slice(0, 5));
  });
});

// the greatest counter stands before the pairs, and the least keys are below it
it('the least integers, nearly sorted', () => {
  const row = Int32Array.from({ length: 1000 }, (_, i) => (i % 32 === 0 ? ((i * 37 + 50) % 101) - 2 ** 31 : i * 2 ** 20));
  leavesNothing(() => {
    expect(rl.tensor(row).sort().indices.tolist()).toEqual(orderOf(row));
  });
});

it.each([60, 1025])('%i integers that differ in any choice of bytes', (n) => {
  const random = new Random(`bytes ${n}`);
  leavesNothing(() => {
    // in the keys, whose highest bit is the other one: all bytes are 128, but those of the mask and the first element's
    for (const first of [0x7f7f7f7f, 0x80808080, 0x81818181]) {
      for (let bytes = 0; bytes < 16; bytes++) {
        const mask = [0, 1, 2, 3].reduce((all, byte) => all | (bytes & (1 << byte) ? 255 << (8 * byte) : 0), 0);
        const row = Int32Array.from({ length: n }, (_, i) => {
          const key = i === 0 ? first : random.next() * 2 ** 32;
          return ((key & mask) | (0x80808080 & ~mask)) ^ 0x80000000;
        });
        expect(rl.tensor(row).sort().indices.tolist()).toEqual(orderOf(row));
      }
    }
  });
});

it.each([20, 60])('%i places of lanes between others', (count) => {
  const random = new Random(`lanes ${count}`);
  const lanes = Array.from({ length: 6 }, () => Float32Array.from({ length: 70 }, () => normal(random)));
  leavesNothing(() => {
    const x = rl.tensor(lanes.flatMap((lane) => [...lane])).reshape([2, 3, 70]);
    const { values, indices } = x.transpose(1, 2).contiguous().topk(count, 1);
    lanes.forEach((lane, i) => {
      const order = orderOf(lane, true).slice(0, count);
      const at = (t: rl.Tensor): unknown =>
        t
          .select(0, Math.floor(i / 3))
          .select(1, i % 3)
          .tolist();
      expect(at(indices)).toEqual(order);
      expect(at(values)).toEqual(order.map((place) => lane[place]));
    });
  });
});

it('does not take the pairs of a longer row for its own', () => {
  // after the first, what follows the pairs of the second is its upper half, of which one is just below the second's greatest
  const before = Int32Array.from({ length: 1000 }, (_, i) => (i - 500) * 2 ** 22);
  const row = Int32Array.from({ length: 250 }, (_, i) => (i === 100 ? 5 : -(1 + (i % 100)) * 2 ** 24));
  leavesNothing(() => {
    rl.tensor(before).sort();
    expect(rl.tensor(row).sort().indices.tolist()).toEqual(orderOf(row));
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
