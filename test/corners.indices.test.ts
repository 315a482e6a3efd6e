// Small things about indices: integers that are no floats, entries that are equal, NaN or apart in memory, tensors of one element.
import { beforeAll, describe, expect, it } from 'vitest';
import { heap } from '../bindings/memory.ts';
import * as rl from '../src/index.ts';
import { leavesNothing, start } from './support/library.ts';

const { F, tensor } = rl;

beforeAll(start);

const ints = (...values: number[]): rl.Tensor => tensor(Int32Array.from(values));
const M = 2 ** 31;

describe('counts', () => {
  it.each<[string, () => void]>([
    [
      'are of the elements of a vector, and not of what lies behind it',
      () => {
        const x = ints(0, 1, 1, 0, 5);
        expect(x.narrow(0, 0, 3).bincount().tolist()).toEqual([1, 2]);
        expect(x.narrow(0, 1, 2).bincount({ minlength: 3 }).tolist()).toEqual([0, 2, 0]);
        expect(x.slice(0, 0, 5, 2).bincount().tolist()).toEqual([1, 1, 0, 0, 0, 1]);
      },
    ],
    [
      'have weights also if there is one',
      () => {
        const y = ints(2).bincount({ weights: tensor([0.5]) });
        expect([y.dtype, y.tolist()]).toEqual(['float32', [0, 0, 0.5]]);
      },
    ],
    [
      'of classes may be none, and of one class',
      () => {
        expect(F.oneHot(ints(), 1).shape).toEqual([0, 1]);
        expect(F.oneHot(ints(0, 0), 1).tolist()).toEqual([[1], [1]]);
      },
    ],
    [
      'of what is not zero write nothing but their result',
      () => {
        const words = (x: rl.Tensor): Int32Array => {
          expect(x.nonzero().shape).toEqual([50, 1]);
          return heap.i32.slice(0, heap.scratch(0) >>> 2);
        };
        const half = rl.arange(100).lt(50);
        const other = half.logicalNot();
        words(other);
        const before = words(half);
        expect(words(other).every((word, i) => word === before[i])).toBe(true);
        expect(tensor(5).nonzero({ asTuple: true })[0]!.tolist()).toEqual([0]);
        expect(tensor(0).nonzero({ asTuple: true })[0]!.shape).toEqual([0]);
      },
    ],
  ])('%s', (_, test) => leavesNothing(test));
});

describe('scatterAdd', () => {
  it('adds whole numbers exactly in any dim, of all or of a corner', () =>
    leavesNothing(() => {
      const [A, B, C] = [2, 3, 4];
      for (const [P, Q, R] of [
        [A, B, C],
        [2, 2, 3],
        [1, 3, 2],
      ] as const)
        for (const dim of [0, 1, 2]) {
          const x = Int32Array.from({ length: A * B * C }, (_, i) => -5 * i - 1);
          const src = Int32Array.from({ length: P * Q * R }, (_, i) => 1000 - 77 * i);
          const most = [A, B, C][dim]!;
          const index = Int32Array.from({ length: P * Q * R }, (_, i) => (i * 5 + 1) % most);
          const want = [...x];
          for (let i = 0; i < index.length; i++) {
            const place = [Math.floor(i / (Q * R)), Math.floor(i / R) % Q, i % R];
            place[dim] = index[i]!;
            want[(place[0]! * B + place[1]!) * C + place[2]!]! += src[i]!;
          }
          const of = (data: Int32Array, shape: readonly number[]): rl.Tensor => tensor(data).view(shape);
          const y = of(x, [A, B, C]).scatterAdd(dim, of(index, [P, Q, R]), of(src, [P, Q, R]));
          expect([...y.toTypedArray()]).toEqual(want);
        }
    }));

  it('adds to a scalar, and refuses an index beyond it', () =>
    leavesNothing(() => {
      const at = (i: number): rl.Tensor => ints(i).view([]);
      for (const make of [(v: number) => tensor(v), (v: number) => ints(v).view([])]) {
        expect(make(3).scatterAdd(0, at(0), make(4)).tolist()).toBe(7);
        expect(() => make(3).scatterAdd(0, at(1), make(4))).toThrow(/^scatterAdd: expected index in \[0, 1\), got 1/);
      }
      expect(() => ints(M - 1, -M).scatterAdd(0, ints(0), ints(1))).toThrow(/^scatterAdd: expected results that fit int32/);
      expect(() => ints(M - 1, -M).scatterAdd(0, ints(1), ints(-1))).toThrow(/^scatterAdd: expected results that fit int32/);
      expect(
        ints(M - 1, -M)
          .scatterAdd(0, ints(1), ints(1))
          .tolist(),
      ).toEqual([M - 1, 1 - M]);
    }));
});

describe('searchsorted', () => {
  it('compares numbers with whole ones as what they are', () =>
    leavesNothing(() => {
      const two25 = 2 ** 25;
      expect(rl.searchsorted(ints(two25, two25 + 2, two25 + 4), two25 + 2).item()).toBe(1);
      expect(rl.searchsorted(ints(0, 1), 0.5).item()).toBe(1);
      expect(rl.searchsorted(ints(0, 1), -0.5).item()).toBe(0);
      // as PyTorch, which makes the number a float among floats
      expect(rl.searchsorted(tensor([2 ** 24, 2 ** 24 + 2]), 2 ** 24 + 1).item()).toBe(0);
    }));

  it('has a sequence for each place of the dims before the last', () =>
    leavesNothing(() => {
      const sequence = rl.arange(24).view([2, 3, 4]);
      const values = rl.arange(12).mul(2).view([2, 3, 2]);
      const want = (values.tolist() as number[][][]).map((rows, a) =>
        rows.map((row, b) => row.map((v) => (sequence.tolist() as number[][][])[a]![b]!.filter((s) => s < v).length)),
      );
      expect(rl.searchsorted(sequence, values).tolist()).toEqual(want);
      expect(rl.searchsorted(rl.arange(4), values.view([2, 1, 3, 2])).shape).toEqual([2, 1, 3, 2]);
      expect(() => rl.searchsorted(sequence, rl.ones([2, 2, 2]))).toThrow(/^searchsorted: expected a sequence of one dim/);
    }));
});

/** The distinct rows of a matrix, where each comes, and how often; rows with NaN are all distinct, and come in order. */
function distinct(rows: readonly number[][]): unknown[] {
  const compare = (p: readonly number[], q: readonly number[]): number => {
    for (let i = 0; i < p.length; i++) {
      const [u, v] = [p[i]!, q[i]!];
      if (u === v || Object.is(u, v)) continue;
      return Number.isNaN(v) || u < v ? -1 : 1;
    }
    return 0;
  };
  const order = rows.map((_, i) => i).sort((i, j) => compare(rows[i]!, rows[j]!) || i - j);
  const [values, counts, inverse] = [[] as number[][], [] as number[], rows.map(() => 0)];
  for (const i of order) {
    const row = rows[i]!;
    if (!values.at(-1)?.every((v, at) => v === row[at])) {
      values.push(row);
      counts.push(0);
    }
    counts[counts.length - 1]!++;
    inverse[i] = values.length - 1;
  }
  return [values, inverse, counts];
}

describe('unique', () => {
  const N = Number.NaN;
  const all = { returnInverse: true, returnCounts: true } as const;

  it.each<[string, number[][], ('float32' | 'int32')?]>([
    ['many rows', Array.from({ length: 40 }, (_, i) => [((i * 7) % 5) - 2, ((i * 11) % 3) - 1])],
    ['many rows of integers', Array.from({ length: 40 }, (_, i) => [((i * 7) % 5) - 2, ((i * 11) % 3) - 1]), 'int32'],
    ['falling rows', Array.from({ length: 20 }, (_, i) => [10 - i, i])],
    ['falling rows of integers', Array.from({ length: 20 }, (_, i) => [10 - i, i]), 'int32'],
    ['integers that are no floats', [[2 ** 24 + 1], [2 ** 24], [2 ** 24 + 1], [-(2 ** 24) - 1], [-(2 ** 24)]], 'int32'],
    ['integers of the bits of NaN', [[-1], [0x7fc00001], [-2], [-1], [5]], 'int32'],
    ['fractions below 0', [[-0.5], [-0.25], [-3], [0.5], [-0.25]]],
    // prettier-ignore
    [
      'rows of which some begin with NaN',
      [
        [N, 2],
        [1, N],
        [N, 1],
        [1, 5],
        [N, 1],
        [0, 0],
        [N, 3],
      ],
    ],
    ['NaN alone', [[N], [N], [1], [N]]],
    ['one row', [[3, 1]]],
    ['one column', [[3], [1], [3]]],
    ['wide rows, of which the last element differs', Array.from({ length: 9 }, (_, i) => [1, 2, 3, 4, (i * 4) % 9])],
  ])('finds the distinct among %s', (_, rows, dtype = 'float32') =>
    leavesNothing(() => {
      const x = tensor(rows, { dtype: 'float32' });
      const exact = dtype === 'int32' ? ints(...rows.flat()).view([rows.length, rows[0]!.length]) : x;
      const want = distinct(rows);
      expect(exact.unique({ dim: 0, ...all }).map((t) => t.tolist())).toEqual(want);
      // the entries of another dim, apart in memory
      const [values, ...more] = exact.t().unique({ dim: 1, ...all });
      expect([values!.t().tolist(), ...more.map((t) => t.tolist())]).toEqual(want);
      // single elements
      const flat = distinct(rows.flat().map((v) => [v])) as [number[][], number[], number[]];
      const [elements, inverse, counts] = exact.unique(all);
      expect([elements!.tolist(), counts!.tolist()]).toEqual([flat[0].flat(), flat[2]]);
      expect(inverse!.shape).toEqual(exact.shape);
      expect(inverse!.flatten().tolist()).toEqual(flat[1]);
    }),
  );

  it('finds none among none', () =>
    leavesNothing(() => {
      expect(
        rl
          .zeros([0, 3])
          .unique({ dim: 0, ...all })
          .map((t) => t.shape),
      ).toEqual([[0, 3], [0], [0]]);
      expect(
        rl
          .zeros([0, 3])
          .unique(all)
          .map((t) => t.shape),
      ).toEqual([[0], [0, 3], [0]]);
    }));
});

describe('joined and padded', () => {
  it.each<[string, () => void]>([
    [
      'tensors have the type that all have in common',
      () => {
        const [f, i, b] = [tensor([0.5]), ints(3), tensor([true], { dtype: 'bool' })];
        expect([rl.cat([b, i]).dtype, rl.cat([b, i]).tolist()]).toEqual(['int32', [1, 3]]);
        expect([rl.cat([i, f]).dtype, rl.cat([i, f]).tolist()]).toEqual(['float32', [3, 0.5]]);
        expect([rl.cat([b, b]).dtype, rl.cat([b, b]).tolist()]).toEqual(['bool', [true, true]]);
        expect([rl.cat([i, i]).dtype, rl.stack([b, i, f]).dtype]).toEqual(['int32', 'float32']);
      },
    ],
    [
      'lists may have one vector',
      () => {
        expect(rl.hstack([tensor([1, 2])]).tolist()).toEqual([1, 2]);
        expect(rl.vstack([tensor([1, 2])]).tolist()).toEqual([[1, 2]]);
        expect(rl.hstack([tensor(1)]).tolist()).toEqual([1]);
      },
    ],
    [
      'mirrors stand before, behind or nowhere, also where a dim has one element or a batch none',
      () => {
        const x = tensor([[1, 2, 3]]);
        const pad = (t: rl.Tensor, widths: number[], mode: 'reflect' | 'replicate'): unknown =>
          F.pad(t, widths, { mode }).tolist();
        expect(pad(x, [0, 1], 'reflect')).toEqual([[1, 2, 3, 2]]);
        expect(pad(x, [0, 2], 'reflect')).toEqual([[1, 2, 3, 2, 1]]);
        expect(pad(x, [1, 0], 'reflect')).toEqual([[2, 1, 2, 3]]);
        expect(pad(x, [0, 0], 'reflect')).toEqual([[1, 2, 3]]);
        expect(pad(x, [0, 1], 'replicate')).toEqual([[1, 2, 3, 3]]);
        expect(pad(x, [-1, 2], 'replicate')).toEqual([[2, 3, 3, 3]]);
        expect(pad(tensor([[4]]), [1, 2], 'replicate')).toEqual([[4, 4, 4, 4]]);
        expect(F.pad(rl.ones([2, 0, 3]), [1, 1], { mode: 'replicate' }).shape).toEqual([2, 0, 5]);
        expect(F.pad(rl.ones([0, 2, 3]), [1, 1, 0, 1], { mode: 'reflect' }).shape).toEqual([0, 3, 5]);
      },
    ],
  ])('%s', (_, test) => leavesNothing(test));
});
