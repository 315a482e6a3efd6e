// Where products read and write: nothing behind the scratch memory, and at most 15 bytes past the end of an operand.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { kernels } from '../bindings/kernels.ts';
import { heap, SCRATCH_BYTES } from '../bindings/memory.ts';
import { multiply } from '../src/array/gemm.ts';
import { installCanaries, trampledWords } from './support/canary.ts';
import { leavesNothing, start } from './support/library.ts';
import { expectSame, integers, matrix, product, type Sizes, turn, WAYS } from './support/products.ts';
import { Random } from './support/random.ts';

beforeAll(async () => {
  installCanaries();
  await start();
});

afterEach(() => expect(trampledWords()).toEqual([]));

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
