// Products at the borders of the ways in which gemm makes them, of small integers: every sum is exact. They write to their result
// alone, and read at most 15 bytes past the end of a block.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { kernels } from '../bindings/kernels.ts';
import { heap, SCRATCH_BYTES } from '../bindings/memory.ts';
import { multiply } from '../src/array/gemm.ts';
import * as rl from '../src/index.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { Random } from './support/random.ts';

const { F } = rl;
type Tensor = rl.Tensor;
type Sizes = readonly [m: number, k: number, n: number];

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

const integers = (random: Random, rows: number, cols: number): Float32Array =>
  new Float32Array(rows * cols).map(() => Math.floor(random.next() * 7) - 3);

function product([m, k, n]: Sizes, a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(m * n);
  for (let i = 0; i < m; i++)
    for (let p = 0; p < k; p++) {
      const s = a[i * k + p] as number;
      for (let j = 0; j < n; j++) out[i * n + j]! += s * (b[p * n + j] as number);
    }
  return out;
}

function expectSame(got: ArrayLike<number>, want: Float32Array): void {
  expect(got).toHaveLength(want.length);
  const at = want.findIndex((v, i) => v !== got[i]);
  expect([at, got[at]]).toEqual([-1, undefined]);
}

/** The transpose of rows × cols. */
const turn = (data: Float32Array, rows: number, cols: number): Float32Array =>
  data.map((_, i) => data[(i % rows) * cols + Math.floor(i / rows)] as number);

/** A matrix as it lies in memory, as a transpose, or as a part of a wider or taller one, in which the rest is NaN. */
function matrix(data: Float32Array, rows: number, cols: number, turned: boolean, gap = 0): Tensor {
  if (turned) return matrix(turn(data, rows, cols), cols, rows, false, gap).t();
  const x = rl.tensor(data, { shape: [rows, cols] });
  if (gap === 0) return x;
  const side = rl.full([rows, gap], NaN);
  return rl.cat([side, x, side], 1).narrow(1, gap, cols);
}

const WAYS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

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
  // vectors
  [1, 40, 1],
  [1, 405, 1030],
  [1030, 405, 1],
];

describe.each(SIZES)('%i × %i × %i', (...sizes) => {
  const [m, k, n] = sizes;
  const random = new Random(sizes.join());
  const [a, b, c, bias] = [integers(random, m, k), integers(random, k, n), integers(random, m, n), integers(random, 1, n)];
  const ab = product(sizes, a, b);

  it.each(WAYS)('transposed: %s, %s', (left, right) => {
    leavesNothing(() => {
      const [x, y] = [matrix(a, m, k, left), matrix(b, k, n, right)];
      expectSame(x.matmul(y).toTypedArray(), ab);
      const sum = rl.addmm(matrix(c, m, n, false), x, y, { alpha: -2, beta: 3 });
      expectSame(
        sum.toTypedArray(),
        ab.map((v, i) => 3 * c[i]! - 2 * v),
      );
      expectSame(
        F.linear(x, y.t(), rl.tensor(bias)).toTypedArray(),
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
      y.toTypedArray(),
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
      leavesNothing(() =>
        expectSame(
          matrix(a, m, k, left, gapA)
            .matmul(matrix(b, k, n, right, gapB))
            .toTypedArray(),
          ab,
        ),
      );
});

describe('without a term in the sums', () => {
  /** Puts NaN into the scratch memory that products use. */
  const spoil = (): void =>
    rl
      .full([30, 400], NaN)
      .matmul(rl.full([400, 600], NaN))
      .dispose();

  it.each([
    [1, 7],
    [7, 1],
    [5, 9],
    [6, 512],
    [5, 1024],
    [9, 1100],
    [2, 5000],
    [5000, 2],
  ])('%i × 0 × %i', (m, n) => {
    const random = new Random(`${m}, ${n}`);
    const [c, bias] = [integers(random, m, n), integers(random, 1, n)];
    leavesNothing(() => {
      const [x, y, z] = [rl.zeros([m, 0]), rl.zeros([0, n]), rl.tensor(c, { shape: [m, n] })];
      spoil();
      expectSame(x.matmul(y).toTypedArray(), new Float32Array(m * n));
      spoil();
      expectSame(
        rl.addmm(z, x, y, { beta: 2, alpha: 3 }).toTypedArray(),
        c.map((v) => 2 * v),
      );
      spoil();
      expectSame(rl.addmm(rl.full([m, n], NaN), x, y, { beta: 0 }).toTypedArray(), new Float32Array(m * n));
      spoil();
      expectSame(
        F.linear(x, y.t(), rl.tensor(bias)).toTypedArray(),
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

it.each([
  [100, 400, 12],
  [101, 400, 12],
  [201, 400, 9],
  [31, 1024, 512],
] as Sizes[])('leaves what lies behind the scratch memory: %i × %i × %i', (m, k, n) => {
  for (const [left, right] of WAYS)
    leavesNothing(() => {
      const [x, y] = [matrix(new Float32Array(m * k), m, k, left), matrix(new Float32Array(k * n), k, n, right)];
      const from = heap.scratch(SCRATCH_BYTES);
      heap.u8.fill(0xa5, from, from + SCRATCH_BYTES);
      x.matmul(y);
      expect(heap.u8.slice(from, from + SCRATCH_BYTES).every((byte) => byte === 0xa5)).toBe(true);
    });
});

describe('at the end of the memory', () => {
  /** Lays arrays out so that the last one ends as near to the end of the memory as a block may; returns their addresses. */
  function lay(...arrays: Float32Array[]): number[] {
    heap.free(heap.alloc(1 << 22), 1 << 22); // so much of the memory's end is not in use
    let at = heap.u8.length - 16;
    return arrays
      .reverse()
      .map((values) => {
        at -= values.byteLength;
        heap.f32.set(values, at >>> 2);
        return at;
      })
      .reverse();
  }

  const turns = <T>([a, b, c]: readonly [T, T, T]): [T, T, T][] => [
    [a, b, c],
    [b, c, a],
    [c, a, b],
  ];

  it.each([
    // B in place, packed, and by dot products
    [7, 16, 8],
    [6, 9, 5],
    [30, 40, 50],
    [5, 33, 512],
    [3, 100, 8],
    [3, 403, 6],
    [100, 400, 12],
    [1, 50, 12],
    [12, 50, 1],
  ] as Sizes[])('%i × %i × %i', (...sizes) => {
    const [m, k, n] = sizes;
    const random = new Random(sizes.join());
    const [a, b] = [integers(random, m, k), integers(random, k, n)];
    const ab = product(sizes, a, b);
    for (const [left, right] of WAYS) {
      const parts = [left ? turn(a, m, k) : a, right ? turn(b, k, n) : b, new Float32Array(m * n)] as const;
      turns(['a', 'b', 'c'] as const).forEach((names, i) => {
        const ptrs = lay(...turns(parts)[i]!);
        const [x, y, z] = (['a', 'b', 'c'] as const).map((name) => ptrs[names.indexOf(name)]!) as [number, number, number];
        multiply(+left, +right, m, n, k, 1, x, left ? m : k, y, right ? k : n, 0, z, n);
        expectSame(heap.f32.slice(z >>> 2, (z >>> 2) + m * n), ab);
      });
    }
  });

  it('tiles of a packed weight', () => {
    const [m, k, n, step] = [7, 12, 8, 32];
    const random = new Random('tiles');
    const [a, panel] = [integers(random, m, k), integers(random, k, n)];
    const [x, z, y] = lay(a, new Float32Array(m * n), panel) as [number, number, number];
    kernels.setOperands(k * 4, step);
    kernels.setTarget(1, 0, n * 4);
    kernels.tiles(0, k, m, n, x, k * 4, y, k * step, z, n * 4, 0);
    expectSame(heap.f32.slice(z >>> 2, (z >>> 2) + m * n), product([m, k, n], a, panel));
  });
});
