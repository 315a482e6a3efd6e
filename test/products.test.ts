// Products at and beyond the borders of the blocks and ways in which gemm makes them.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { expectSame, integers, matrix, product, type Sizes, spoil, WAYS } from './support/products.ts';
import { Random } from './support/random.ts';

const { F } = rl;

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const SIZES: Sizes[] = [
  // a transposed copy as large as it may be, and with more rows than a pass
  [100, 400, 12],
  [104, 397, 20],
  [203, 401, 9],
  // panels as many and as long as may be
  [26, 400, 512],
  // dot products of the longest run, and along two
  [3, 1024, 6],
  [5, 1025, 9],
  // cut along the longer side: as many tiles as there may be blocks, more, and many more
  [480, 3, 7],
  [1441, 2, 360],
  [5, 3, 384],
  [20000, 2, 3],
  [3, 2, 20000],
  // more rows than a pass, more than one run of k, more columns than a packed B
  [101, 5, 9],
  [211, 403, 13],
  [30, 802, 7],
  [31, 405, 530],
  [5, 405, 1030],
  // rows of 4 KB apart, few rows
  [24, 30, 1024],
  [25, 45, 40],
  // more than 48 tiles along either side
  [6, 20, 397],
  [26, 50, 1600],
  [1003, 6, 3],
  [1003, 60, 20],
  // dot products along several runs
  [3, 1030, 6],
  [2, 2100, 9],
  // vectors
  [1, 40, 1],
  [1, 405, 1030],
  [1030, 405, 1],
  [1, 1500, 403],
  [403, 1500, 1],
  [1, 3000, 1],
];

describe.each(SIZES)('%i × %i × %i', (...sizes) => {
  const [m, k, n] = sizes;
  const random = new Random(sizes.join());
  const [a, b, c, bias] = [integers(random, m, k), integers(random, k, n), integers(random, m, n), integers(random, 1, n)];
  const ab = product(sizes, a, b);

  it.each(WAYS)('transposed: %s, %s', (left, right) => {
    leavesNothing(() => {
      const [x, y] = [matrix(a, m, k, left), matrix(b, k, n, right)];
      spoil();
      expectSame(x.matmul(y), ab);
      spoil();
      const sum = rl.addmm(matrix(c, m, n, false), x, y, { alpha: -2, beta: 3 });
      expectSame(
        sum,
        ab.map((v, i) => 3 * c[i]! - 2 * v),
      );
      spoil();
      expectSame(
        F.linear(x, y.t(), rl.tensor(bias)),
        ab.map((v, i) => v + bias[i % n]!),
      );
    });
  });
});

it('half a million rows', () => {
  leavesNothing(() => {
    const m = 500_000;
    const a = new Float32Array(2 * m).map((_, i) => i % 5);
    const y = rl.tensor(a, { shape: [m, 2] }).matmul(rl.tensor([3, -1], { shape: [2, 1] }));
    expectSame(
      y,
      new Float32Array(m).map((_, i) => 3 * a[2 * i]! - a[2 * i + 1]!),
    );
  });
});

it.each([
  [1, 40, 30],
  [30, 40, 1],
  [1, 40, 1],
  [7, 40, 5],
  [7, 40, 30],
  [30, 40, 50],
  [3, 9, 1000],
] as Sizes[])('parts of wider matrices: %i × %i × %i', (...sizes) => {
  const [m, k, n] = sizes;
  const random = new Random(sizes.join());
  const [a, b] = [integers(random, m, k), integers(random, k, n)];
  const ab = product(sizes, a, b);
  for (const [left, right] of WAYS)
    for (const [gapA, gapB] of [
      [3, 0],
      [0, 12],
      [5, 2],
    ] as const)
      leavesNothing(() => expectSame(matrix(a, m, k, left, gapA).matmul(matrix(b, k, n, right, gapB)), ab));
});

describe('without a term in the sums, what is added is left', () => {
  it.each([
    [1, 7],
    [7, 1],
    [5, 9],
    [6, 512],
    [5, 1024],
    [3, 1100],
    [9, 1100],
    [2, 5000],
    [5000, 2],
  ])('%i × 0 × %i', (m, n) => {
    const random = new Random(`${m}, ${n}`);
    const [c, bias] = [integers(random, m, n), integers(random, 1, n)];
    leavesNothing(() => {
      const [x, y, z] = [rl.zeros([m, 0]), rl.zeros([0, n]), rl.tensor(c, { shape: [m, n] })];
      spoil();
      expectSame(x.matmul(y), new Float32Array(m * n));
      spoil();
      expectSame(
        rl.addmm(z, x, y, { beta: 2, alpha: 3 }),
        c.map((v) => 2 * v),
      );
      spoil();
      expectSame(rl.addmm(rl.full([m, n], NaN), x, y, { beta: 0 }), new Float32Array(m * n));
      spoil();
      expectSame(
        F.linear(x, y.t(), rl.tensor(bias)),
        c.map((_, i) => bias[i % n]!),
      );
    });
  });
});

it.each([
  [0, 3, 5],
  [5, 3, 0],
  [0, 3, 0],
  [0, 0, 5],
  [0, 0, 0],
] as Sizes[])('a product without elements: %i × %i × %i', (m, k, n) => {
  leavesNothing(() => {
    const [x, y] = [rl.ones([m, k]), rl.ones([k, n])];
    expect(x.matmul(y).shape).toEqual([m, n]);
    expect(rl.addmm(rl.ones([m, n]), x, y, { beta: 2 }).shape).toEqual([m, n]);
    expect(F.linear(x, y.t(), rl.ones([n])).shape).toEqual([m, n]);
    expect(rl.bmm(rl.ones([2, m, k]), rl.ones([2, k, n])).shape).toEqual([2, m, n]);
  });
});

it('adds to the product with a vector, and to the sum of a batch', () => {
  leavesNothing(() => {
    const random = new Random('addmv');
    const [c, a, b] = [integers(random, 3, 4), integers(random, 3, 5), integers(random, 5, 4)];
    const [x, y, z] = [matrix(a, 3, 5, false), matrix(b, 5, 4, false), matrix(c, 3, 4, false)];
    const want = product([3, 5, 4], a, b).map((v, i) => 2 * v + 3 * c[i]!);
    const column = (values: Float32Array): Float32Array => values.filter((_, i) => i % 4 === 1);
    expectSame(rl.addmv(z.select(1, 1), x, y.select(1, 1), { alpha: 2, beta: 3 }), column(want));
    const batch = [rl.stack([x, x.neg(), x]), rl.stack([y, y, y])] as const;
    expectSame(rl.addbmm(z, ...batch, { alpha: 2, beta: 3 }), want);
    expectSame(rl.baddbmm(z, ...batch, { alpha: 2, beta: 3 }).select(0, 2), want);
  });
});
