// Products of matrices larger than the blocks that gemm cuts them into, of small integers: every sum is exact.
import { beforeAll, describe, expect, it } from 'vitest';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

beforeAll(start);

const { F } = rl;
type Tensor = rl.Tensor;

const integers = (random: Random, rows: number, cols: number): Float32Array =>
  Float32Array.from({ length: rows * cols }, () => Math.floor(random.next() * 7) - 3);

/** A matrix as it is, or as the transpose of what lies in memory. */
const matrix = (data: Float32Array, rows: number, cols: number, turned: boolean): Tensor => {
  const x = rl.tensor(data).reshape([rows, cols]);
  return turned ? x.t().contiguous().t() : x;
};

function product([m, k, n]: Sizes, a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(m * n);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) {
      const s = a[i * k + p] as number;
      for (let j = 0; j < n; j++) out[i * n + j]! += s * (b[p * n + j] as number);
    }
  return out;
}

function expectSame(got: Tensor, want: Float32Array): void {
  const values = got.toTypedArray();
  expect(values).toHaveLength(want.length);
  const at = want.findIndex((v, i) => v !== values[i]);
  expect([at, values[at]]).toEqual([-1, undefined]);
}

/** Puts NaN into all scratch memory that products use. */
const spoil = (): void =>
  rl
    .full([100, 400], NaN)
    .t()
    .contiguous()
    .t()
    .matmul(rl.full([400, 600], NaN))
    .dispose();

type Sizes = readonly [m: number, k: number, n: number];
const SIZES: Sizes[] = [
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
  [1, 1500, 403],
  [403, 1500, 1],
  [1, 3000, 1],
];

describe.each(SIZES)('%i × %i × %i', (...sizes) => {
  const [m, k, n] = sizes;
  const random = new Random(sizes.join());
  const [a, b, c, bias] = [integers(random, m, k), integers(random, k, n), integers(random, m, n), integers(random, 1, n)];
  const ab = product(sizes, a, b);

  it.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('transposed: %s, %s', (left, right) => {
    leavesNothing(() => {
      const [x, y] = [matrix(a, m, k, left), matrix(b, k, n, right)];
      spoil();
      expectSame(x.matmul(y), ab);
      spoil();
      const sum = rl.addmm(matrix(c, m, n, false), x, y, { alpha: 2, beta: 3 });
      expectSame(
        sum,
        ab.map((v, i) => 2 * v + 3 * (c[i] as number)),
      );
      spoil();
      expectSame(
        F.linear(x, y.t(), rl.tensor(bias)),
        ab.map((v, i) => v + (bias[i % n] as number)),
      );
    });
  });
});

it('without a term in the sums, what is added is left', () => {
  leavesNothing(() => {
    spoil();
    const c = integers(new Random('c'), 3, 1100);
    const [x, y] = [rl.zeros([3, 0]), rl.zeros([0, 1100])];
    expectSame(
      rl.addmm(matrix(c, 3, 1100, false), x, y, { beta: 2 }),
      c.map((v) => 2 * v),
    );
    const bias = c.slice(0, 1100);
    expectSame(F.linear(x, y.t(), rl.tensor(bias)).select(0, 2), bias);
  });
});

it('adds to the product with a vector, and to the sum of a batch', () => {
  leavesNothing(() => {
    const random = new Random('addmv');
    const [c, a, b] = [integers(random, 3, 4), integers(random, 3, 5), integers(random, 5, 4)];
    const [x, y, z] = [matrix(a, 3, 5, false), matrix(b, 5, 4, false), matrix(c, 3, 4, false)];
    const want = product([3, 5, 4], a, b).map((v, i) => 2 * v + 3 * (c[i] as number));
    const column = (values: Float32Array): Float32Array => values.filter((_, i) => i % 4 === 1);
    expectSame(rl.addmv(z.select(1, 1), x, y.select(1, 1), { alpha: 2, beta: 3 }), column(want));
    const batch = [rl.stack([x, x.neg(), x]), rl.stack([y, y, y])] as const;
    expectSame(rl.addbmm(z, ...batch, { alpha: 2, beta: 3 }), want);
    expectSame(rl.baddbmm(z, ...batch, { alpha: 2, beta: 3 }).select(0, 2), want);
  });
});
